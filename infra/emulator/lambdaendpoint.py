"""What a state machine's Lambda tasks talk to instead of the Lambda service."""

import http.client
import io
import urllib.parse

from botocore.exceptions import ClientError


class LambdaEndpoint:
    """Posts each invocation to an address on this machine, and reads the answer as the service's client would."""

    def __init__(self, url):
        self.address = urllib.parse.urlsplit(url).netloc

    def invoke(self, FunctionName, Payload=b"{}", **_):
        connection = http.client.HTTPConnection(self.address, timeout=960)
        try:
            path = f"/2015-03-31/functions/{urllib.parse.quote(FunctionName, safe='')}/invocations"
            connection.request("POST", path, Payload, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            body = answer.read()
        except OSError as problem:
            raise _service_error("ServiceException", 500, str(problem)) from problem
        finally:
            connection.close()
        if answer.status >= 400:
            raise _service_error(*_kind(answer, body))
        return _invocation(body, answer.getheader("X-Amz-Function-Error"))


def _invocation(body, function_error=None):
    answer = {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": io.BytesIO(body)}
    if function_error:
        answer["FunctionError"] = function_error
    return answer


def _kind(answer, body):
    name = answer.getheader("X-Amzn-ErrorType", "ServiceException").split(":")[0]
    return name, answer.status, body.decode("utf-8", "replace")


def _service_error(name, status, message):
    response = {
        "Error": {"Code": name, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status, "RequestId": "emulator"},
    }
    return ClientError(response, "Invoke")
