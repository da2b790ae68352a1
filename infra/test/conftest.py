"""A running emulator with the project's state machine in it."""

import json
import pathlib
import subprocess
import sys
import time
import uuid

import boto3
import pytest
from botocore.config import Config
from handlers import BUCKET, Front, Handlers

INFRA = pathlib.Path(__file__).resolve().parent.parent
MACHINE = INFRA / "statemachine" / "detection.asl.json"
FUNCTIONS = ("worker", "plan", "decide", "conclude", "score")
ROLE = "arn:aws:iam::123456789012:role/machine"


class Relay:
    """Lets one emulator serve many tests: it is told where Lambda calls go before the first test is."""

    handlers = None

    def invoke(self, name, body):
        return self.handlers.invoke(name, body)


class Emulator:
    def __init__(self, url):
        self.url = url

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(
                retries={"total_max_attempts": 3},
                s3={"addressing_style": "path"},
                signature_version="s3v4" if service == "s3" else None,
            ),
        )


@pytest.fixture(scope="session")
def relay():
    relay = Relay()
    front = Front(relay.invoke)
    relay.url = front.url
    yield relay
    front.close()


@pytest.fixture(scope="session")
def emulator(relay):
    command = [sys.executable, str(INFRA / "emulator"), "--lambda", relay.url, "--retry-scale", "0.01", "--until-eof"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline().split()
    assert ready and ready[0] == "ready"
    emulator = Emulator(ready[1])
    emulator.client("s3").create_bucket(Bucket=BUCKET)
    yield emulator
    process.stdin.close()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def machine(emulator):
    definition = MACHINE.read_text()
    for function in FUNCTIONS:
        definition = definition.replace("${%sFunctionArn}" % function.capitalize(), function)
    definition = definition.replace("${BucketName}", BUCKET)
    assert "${" not in definition
    answer = emulator.client("stepfunctions").create_state_machine(
        name="detection", definition=definition, roleArn=ROLE
    )
    return answer["stateMachineArn"]


class Ended:
    """How an execution ended."""

    def __init__(self, detection, handlers, description, history):
        self.detection = detection
        self.handlers = handlers
        self.status = description["status"]
        self.error = description.get("error")
        self.why = handlers.calls_of("conclude")
        self.history = history

    def states(self):
        return [
            event["stateEnteredEventDetails"]["name"] for event in self.history if "stateEnteredEventDetails" in event
        ]


class Detections:
    """Starts detections and follows them to their end."""

    def __init__(self, emulator, machine, relay):
        self.s3 = emulator.client("s3")
        self.machines = emulator.client("stepfunctions")
        self.machine = machine
        self.relay = relay

    def start(self, detection):
        given = {
            "detection_id": detection,
            "snapshot_url": self._presigned("get_object", detection, "snapshot.tar"),
            "prepared_url": self._presigned("put_object", detection, "prepared.tar"),
        }
        started = self.machines.start_execution(
            stateMachineArn=self.machine, name=detection, input=json.dumps(given, sort_keys=True)
        )
        return started["executionArn"]

    def await_end(self, detection, execution, handlers):
        deadline = time.monotonic() + 120
        description = self.machines.describe_execution(executionArn=execution)
        while description["status"] == "RUNNING":
            assert time.monotonic() < deadline, "the execution did not end"
            time.sleep(0.05)
            description = self.machines.describe_execution(executionArn=execution)
        pages = self.machines.get_paginator("get_execution_history").paginate(executionArn=execution)
        return Ended(detection, handlers, description, [event for page in pages for event in page["events"]])

    def _presigned(self, verb, detection, name):
        return self.s3.generate_presigned_url(
            verb, Params={"Bucket": BUCKET, "Key": f"work/{detection}/{name}"}, ExpiresIn=600
        )


@pytest.fixture
def detections(emulator, machine, relay):
    return Detections(emulator, machine, relay)


@pytest.fixture
def detect(detections):
    """Runs one detection through the machine to its end."""

    def run(waves, **behaviour):
        handlers = detections.relay.handlers = Handlers(detections.s3, waves, **behaviour)
        detection = new_id()
        return detections.await_end(detection, detections.start(detection), handlers)

    return run


def new_id():
    return f"d-{uuid.uuid4().hex[:12]}"
