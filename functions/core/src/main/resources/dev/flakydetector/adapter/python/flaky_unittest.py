"""Runs unittest as ``python -m unittest`` does, and besides writes a JUnit XML report of what every test did.

Started as ``python -m flaky_unittest ARGUMENTS`` with the arguments of unittest. It reads three variables:

FLAKY_REPORT  where the report goes
FLAKY_ORDER   "shuffle" for an order decided by FLAKY_ORDER_SEED, else the order stays as unittest makes it
FLAKY_ONLY    a file with one test id a line; other tests are left out

Modules are shuffled, classes within their module, methods within their class, so fixtures of classes and modules are
still set up once. Everything that is needed is taken at import, for tests are known to replace parts of the standard
library.
"""
import io
import os
import random
import re
import sys
import traceback
import unittest
from time import perf_counter as _now
from xml.sax.saxutils import escape, quoteattr

_REPORT = os.environ.get("FLAKY_REPORT")
_SHUFFLE = os.environ.get("FLAKY_ORDER") == "shuffle"
_ONLY = os.environ.get("FLAKY_ONLY")
_random = random.Random(os.environ.get("FLAKY_ORDER_SEED", "0"))
_open = io.open
_format_exception = traceback.format_exception
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIXTURE = re.compile(r"^(setUp|tearDown)(Class|Module) \((.*)\)$")


class _Case:
    """What one test did: nothing told is a pass."""

    def __init__(self, test_id):
        self.class_name, _, self.name = test_id.rpartition(".")
        self.seconds = 0.0
        self.kind = None
        self.type = ""
        self.message = ""
        self.trace = ""

    def tell(self, kind, error):
        if self.kind in ("error", "failure"):
            return
        self.kind = kind
        if isinstance(error, str):
            self.message = error
        else:
            self.type = error[0].__name__
            self.message = _first_line(error[1])
            self.trace = "".join(_format_exception(*error))

    def write(self, out):
        out.write(
            "<testcase classname=%s name=%s time=\"%.6f\">"
            % (_attribute(self.class_name), _attribute(self.name), self.seconds)
        )
        if self.kind is not None:
            out.write("<%s message=%s type=%s>" % (self.kind, _attribute(self.message), _attribute(self.type)))
            out.write("%s</%s>" % (escape(_NO_XML.sub("?", self.trace)), self.kind))
        out.write("</testcase>\n")


def _first_line(error):
    try:
        lines = str(error).splitlines()
    except Exception:  # a test's own exception may break here too
        return ""
    return lines[0] if lines else ""


def _attribute(text):
    return quoteattr(_NO_XML.sub("?", text))


class _Cases:
    """All tests of a run, in the order in which they were first heard of."""

    def __init__(self):
        self._by_id = {}
        self._planned = []

    def plan(self, tests):
        self._planned = [test.id() for test in tests]

    def of(self, test):
        return self.by_id(test.id())

    def by_id(self, test_id):
        return self._by_id.setdefault(test_id, _Case(test_id))

    def of_fixture(self, holder):
        """The tests that a broken fixture kept from running; a broken tear-down is told of by itself."""
        match = _FIXTURE.match(holder.id())
        if match is None or match.group(1) == "tearDown":
            name = "%s.%s%s" % (match.group(3), match.group(1), match.group(2)) if match else holder.id()
            return [self.by_id(name)]
        prefix = match.group(3) + "."
        return [self.by_id(test_id) for test_id in self._planned if test_id.startswith(prefix)]

    def write(self, path):
        with _open(path, "w", encoding="utf-8", errors="replace") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="unittest">\n')
            for case in self._by_id.values():
                case.write(out)
            out.write("</testsuite></testsuites>\n")


def _recording(base, cases):
    """The project's kind of result, which also remembers what it is told."""

    class Recording(base):
        _started = 0.0

        def startTest(self, test):
            cases.of(test)
            self._started = _now()
            super().startTest(test)

        def stopTest(self, test):
            cases.of(test).seconds = _now() - self._started
            super().stopTest(test)

        def addError(self, test, err):
            told = cases.of_fixture(test) if not isinstance(test, unittest.TestCase) else [cases.of(test)]
            for case in told:
                case.tell("error", err)
            super().addError(test, err)

        def addFailure(self, test, err):
            cases.of(test).tell("failure", err)
            super().addFailure(test, err)

        def addSubTest(self, test, subtest, err):
            if err is not None:
                kind = "failure" if issubclass(err[0], test.failureException) else "error"
                cases.of(test).tell(kind, err)
            super().addSubTest(test, subtest, err)

        def addSkip(self, test, reason):
            if isinstance(test, unittest.TestCase):
                cases.of(test).tell("skipped", str(reason))
            super().addSkip(test, reason)

        def addUnexpectedSuccess(self, test):
            cases.of(test).tell("failure", "unexpected success")
            super().addUnexpectedSuccess(test)

    return Recording


class _Runner(unittest.TextTestRunner):
    """Puts the tests in order, runs them as ever, and reports."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._cases = _Cases()
        self.resultclass = _recording(self.resultclass or unittest.TextTestResult, self._cases)

    def run(self, test):
        tests = list(_flat(test))
        if _ONLY:
            with _open(_ONLY, encoding="utf-8") as wanted:
                ids = set(wanted.read().splitlines())
            tests = [one for one in tests if one.id() in ids]
        if _SHUFFLE:
            tests = _shuffled(tests, [_module, _class])
        if _ONLY or _SHUFFLE:
            test = unittest.TestSuite(tests)
        self._cases.plan(tests)
        try:
            return super().run(test)
        finally:
            if _REPORT:
                self._cases.write(_REPORT)


def _flat(suite):
    try:
        parts = iter(suite)
    except TypeError:
        yield suite
        return
    for part in parts:
        yield from _flat(part)


def _module(test):
    return type(test).__module__


def _class(test):
    return type(test).__qualname__


def _shuffled(tests, keys):
    if not keys:
        result = list(tests)
        _random.shuffle(result)
        return result
    groups = {}
    for test in tests:
        groups.setdefault(keys[0](test), []).append(test)
    names = sorted(groups)
    _random.shuffle(names)
    result = []
    for name in names:
        result.extend(_shuffled(groups[name], keys[1:]))
    return result


if __name__ == "__main__":
    sys.argv[0] = "python3 -m unittest"
    unittest.main(module=None, testRunner=_Runner)
