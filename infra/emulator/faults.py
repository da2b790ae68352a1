"""Makes the next calls of a service fail on request, as the services do on a bad day."""

import json
import threading

PATH = "/_faults"
THROTTLED = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"
SLOW_DOWN = b"<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"


class Faults:
    """`POST /_faults` with `{"dynamodb": 3, "s3": 2}` fails that many calls; GET tells how many are left."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()
        self.left = {"dynamodb": 0, "s3": 0}

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == PATH:
            return self._control(environ, start_response)
        service = _service(environ)
        if self._take(service):
            _drain(environ)
            return _dynamodb(start_response) if service == "dynamodb" else _s3(start_response)
        return self.application(environ, start_response)

    def _take(self, service):
        with self.lock:
            if self.left.get(service, 0) == 0:
                return False
            self.left[service] -= 1
            return True

    def _control(self, environ, start_response):
        body = _drain(environ)
        with self.lock:
            if environ["REQUEST_METHOD"] == "POST":
                self.left.update({name: int(times) for name, times in json.loads(body).items() if name in self.left})
            answer = json.dumps(self.left).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
        return [answer]


def _service(environ):
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return "dynamodb" if target.startswith("DynamoDB_") else "other"
    signed = environ.get("HTTP_AUTHORIZATION", "") + environ.get("QUERY_STRING", "").replace("%2F", "/")
    return "s3" if "/s3/aws4_request" in signed else "other"


def _drain(environ):
    return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))


def _dynamodb(start_response):
    body = json.dumps({"__type": THROTTLED, "message": "The level of throughput was exceeded."}).encode()
    start_response(
        "400 Bad Request", [("Content-Type", "application/x-amz-json-1.0"), ("Content-Length", str(len(body)))]
    )
    return [body]


def _s3(start_response):
    start_response(
        "503 Slow Down", [("Content-Type", "application/xml"), ("Content-Length", str(len(SLOW_DOWN)))]
    )
    return [SLOW_DOWN]
