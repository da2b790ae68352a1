"""Makes moto execute state machines, and puts right what it gets wrong there.

The faults are those of moto 5.2.1; each part below names the one it is for.
"""

import copy
import functools
import importlib
import os
import sys
import threading
import time

import boto3
from botocore.config import Config
from lambdaendpoint import LambdaEndpoint


class Address:
    """Where this emulator itself listens, known once it does."""

    port = None

    def url(self):
        return f"http://127.0.0.1:{self.port}"


def install(lambda_url, own_address, retry_scale):
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    from moto.core.config import default_user_config

    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    default_user_config["lambda"] = {"use_docker": False}
    importlib.import_module("moto.stepfunctions.parser.models")  # and with it every part patched below
    _copy_machines_without_their_executions()
    _route_calls(LambdaEndpoint(lambda_url), own_address)
    _parse_paths_once()
    _scale_retries(retry_scale)


def _copy_machines_without_their_executions():
    """StartExecution deep-copies its machine; with a running execution in it that meets locks and threads."""
    from moto.stepfunctions import models

    def without_executions(machine, memo):
        twin = machine.__class__.__new__(machine.__class__)
        memo[id(machine)] = twin
        for name, value in vars(machine).items():
            if name == "executions":
                twin.executions = []
            elif name == "backend":
                twin.backend = value
            else:
                setattr(twin, name, copy.deepcopy(value, memo))
        return twin

    models.StateMachineInstance.__deepcopy__ = without_executions


def _route_calls(lambda_endpoint, own_address):
    """Tasks call `localhost` through a new client each, which costs more than the call; Lambda must leave the house."""
    building = threading.Lock()

    @functools.lru_cache(maxsize=None)
    def build(service, region):
        return boto3.session.Session().client(
            service,
            region_name=region,
            endpoint_url=own_address.url(),
            aws_access_key_id="emulator",
            aws_secret_access_key="emulator",
            config=Config(parameter_validation=False, retries={"total_max_attempts": 1}, max_pool_connections=128),
        )

    def client_for(region, service, state_credentials=None):
        if service == "lambda":
            return lambda_endpoint
        with building:
            return build(service, region)

    for name, module in list(sys.modules.items()):
        if name.startswith("moto.stepfunctions.") and hasattr(module, "boto_client_for"):
            module.boto_client_for = client_for


def _parse_paths_once():
    """The same few JSON paths are parsed at every state, which is most of an execution's time."""
    from moto.stepfunctions.parser.asl.component.common.path import result_path
    from moto.stepfunctions.parser.asl.utils import json_path

    for module in (json_path, result_path):
        module.parse = functools.lru_cache(maxsize=None)(module.parse)


def _scale_retries(scale):
    from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl

    class Clock:
        sleep = staticmethod(lambda seconds: time.sleep(seconds * scale))

    retrier_decl.time = Clock
