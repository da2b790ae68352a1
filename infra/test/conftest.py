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
from handlers import BUCKET, Handlers

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
            config=Config(s3={"addressing_style": "path"}, signature_version="s3v4") if service == "s3" else None,
        )


@pytest.fixture(scope="session")
def relay():
    relay = Relay()
    front = Handlers(s3=None, waves=[])
    front.invoke = relay.invoke
    relay.url = front.url()
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


@pytest.fixture
def detect(emulator, machine, relay):
    """Runs one detection through the machine to its end."""
    s3 = emulator.client("s3")
    machines = emulator.client("stepfunctions")

    def run(waves, **behaviour):
        handlers = relay.handlers = Handlers(s3, waves, **behaviour)
        detection = f"d-{uuid.uuid4().hex[:12]}"
        sign = lambda verb, name: s3.generate_presigned_url(
            verb, Params={"Bucket": BUCKET, "Key": f"detections/{detection}/{name}"}, ExpiresIn=600
        )
        given = {
            "detection_id": detection,
            "snapshot_url": sign("get_object", "snapshot.tar"),
            "prepared_url": sign("put_object", "prepared.tar"),
        }
        execution = machines.start_execution(stateMachineArn=machine, name=detection, input=json.dumps(given))[
            "executionArn"
        ]
        deadline = time.monotonic() + 120
        description = machines.describe_execution(executionArn=execution)
        while description["status"] == "RUNNING":
            assert time.monotonic() < deadline, "the execution did not end"
            time.sleep(0.05)
            description = machines.describe_execution(executionArn=execution)
        history = machines.get_execution_history(executionArn=execution, maxResults=1000)["events"]
        handlers.close()
        return Ended(detection, handlers, description, history)

    return run
