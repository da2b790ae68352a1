"""A pytest plugin that runs the tests in an order decided by a seed.

Modules are shuffled, classes within their module, functions within their class, so fixtures of wider scope are still
set up once. Where pytest-randomly is installed it shuffles instead, under the same seed. Everything that is needed is
taken at import, for tests are known to replace parts of the standard library.
"""
import os
import random

_MODE = os.environ.get("FLAKY_ORDER", "keep")
_SEED = os.environ.get("FLAKY_ORDER_SEED", "0")
_random = random.Random(_SEED)

import pytest


def pytest_configure(config):
    if config.pluginmanager.hasplugin("randomly"):
        config.option.randomly_seed = int(_SEED)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if _MODE != "shuffle" or config.pluginmanager.hasplugin("randomly"):
        return
    items[:] = _shuffled(items, [_module, _class])


def _module(item):
    return item.nodeid.split("::", 1)[0]


def _class(item):
    parts = item.nodeid.split("::")
    return "::".join(parts[1:-1])


def _shuffled(items, keys):
    if not keys:
        result = list(items)
        _random.shuffle(result)
        return result
    groups = {}
    for item in items:
        groups.setdefault(keys[0](item), []).append(item)
    names = sorted(groups)
    _random.shuffle(names)
    result = []
    for name in names:
        result.extend(_shuffled(groups[name], keys[1:]))
    return result
