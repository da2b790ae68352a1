"""What can be known of the worker's image without building it: its entry point runs, and its parts exist."""

import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import threading

import pytest

IMAGE = pathlib.Path(__file__).resolve().parents[1] / "rerun-image"
DOCKERFILE = (IMAGE / "Dockerfile").read_text()
SECRET = "AKIA-the-functions-own-secret"


class RuntimeApi:
    """Lambda's side of the runtime interface: hands out one invocation and takes its answer."""

    def __init__(self, event):
        self.answered = threading.Event()
        self.answer = None
        self.taken = False
        self.ended = threading.Event()
        api = self

        class Calls(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if api.taken:
                    api.ended.wait()
                api.taken = True
                self.send_response(200)
                for name, value in {
                    "Lambda-Runtime-Aws-Request-Id": "first",
                    "Lambda-Runtime-Deadline-Ms": "4102444800000",
                    "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:123456789012:function:worker",
                    "Content-Type": "application/json",  # without it the client ends in a segmentation fault
                    "Content-Length": str(len(event)),
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(event)

            def do_POST(self):
                body = self._body()
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()
                api.answer = (self.path, body)
                api.answered.set()

            def _body(self):
                if self.headers.get("Transfer-Encoding", "") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                return body

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Calls)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.ended.set()
        self.server.shutdown()


def java_home():
    """The image's own Java where it is installed, else the one at hand."""
    same = sorted(pathlib.Path("/usr/lib/jvm").glob("*-25-*"))
    return same[0] if same else pathlib.Path(shutil.which("javac")).resolve().parents[1]


@pytest.fixture(scope="module")
def worker_home(tmp_path_factory):
    """A folder laid out as the image's /opt/worker, with a probe for a handler."""
    home = tmp_path_factory.mktemp("worker")
    (home / "java").symlink_to(java_home())
    subprocess.run([IMAGE / "client" / "fetch", home / "lib"], check=True)
    classpath = f"{home}/lib/*"
    probe = pathlib.Path(__file__).with_name("Probe.java")
    subprocess.run([home / "java/bin/javac", "-cp", classpath, "-d", home / "classes", probe], check=True)
    subprocess.run([home / "java/bin/jar", "cf", home / "lib/probe.jar", "-C", home / "classes", "."], check=True)
    return home


@pytest.fixture(scope="module")
def told(worker_home):
    """What a handler behind the entry point could read."""
    api = RuntimeApi(b'{"action":"rerun"}')
    environment = {
        "PATH": os.environ["PATH"],
        "WORKER_HOME": str(worker_home),
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "worker",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "2048",
        "AWS_LAMBDA_LOG_GROUP_NAME": "group",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": SECRET,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_SESSION_TOKEN": SECRET,
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": SECRET,
        "SOMETHING_ELSE": SECRET,
    }
    worker = subprocess.Popen([IMAGE / "entrypoint", "Probe::handleRequest"], env=environment, cwd=worker_home, stderr=subprocess.PIPE)
    try:
        assert api.answered.wait(60), "the worker did not answer"
        seen_from_outside = pathlib.Path(f"/proc/{worker.pid}/environ").read_text()
        path, body = api.answer
        assert path == "/2018-06-01/runtime/invocation/first/response", body
        worker.kill()
        return json.loads(body) | {"outside": seen_from_outside, "complaints": worker.stderr.read().decode()}
    finally:
        worker.kill()
        worker.wait()
        api.close()


def test_the_entry_point_answers_through_the_real_runtime_interface_client(told):
    assert told["input"] == {"action": "rerun"}


def test_java_has_nothing_to_complain_of(told):
    assert "WARNING" not in told["complaints"]


def test_no_secret_is_left_in_the_workers_environment(told):
    assert SECRET not in told["own"]
    assert SECRET not in told["outside"]


def test_the_worker_is_told_its_names_and_no_others(told):
    assert set(told["names"].split()) - {"PWD", "SHLVL", "OLDPWD"} == {
        *("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION"),
        *("AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "HOME", "PATH", "_HANDLER"),
    }


def test_every_image_that_parts_come_from_has_a_version():
    arguments = dict(re.findall(r"^ARG (\w+)=(\S+)", DOCKERFILE, re.M))
    stages = set(re.findall(r"^FROM \S+ AS (\S+)", DOCKERFILE, re.M))
    for image in re.findall(r"^FROM (\S+)", DOCKERFILE, re.M):
        image = re.sub(r"\$\{(\w+)}", lambda name: arguments[name[1]], image)
        assert image in stages or re.fullmatch(r"[a-z-]+:[\w.-]+", image) and not image.endswith(":latest"), image


def test_there_is_a_slim_image_for_each_language_and_a_full_one_by_default():
    stages = re.findall(r"^FROM \S+ AS (\S+)", DOCKERFILE, re.M)

    assert {"python", "node", "go", "java"} <= set(stages)
    assert stages[-1] == "full"


def test_the_build_is_given_only_the_files_that_it_copies():
    copied = set(re.findall(r"^COPY ((?!--)\S+)", DOCKERFILE, re.M))
    given = re.findall(r"^!(\S+)", (IMAGE / "Dockerfile.dockerignore").read_text(), re.M)

    assert copied == set(given)


def test_the_handler_is_the_workers():
    assert json.loads(re.search(r"^CMD (.*)", DOCKERFILE, re.M)[1]) == [
        "dev.flakydetector.handler.WorkerHandler::handleRequest"
    ]
