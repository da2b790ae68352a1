"""Stand-ins for the handlers, small enough to read, that keep the contract of the state machine."""

import http.server
import json
import threading
import urllib.request

BUCKET = "results"


class Handlers:
    """Answers the machine's Lambda calls: each wave has so many shards, and each shard a worker that may misbehave."""

    def __init__(self, s3, waves, misbehave=None, done_after=None, parallelism=8):
        self.s3 = s3
        self.waves = waves
        self.misbehave = misbehave or {}
        self.done_after = done_after or len(waves)
        self.parallelism = parallelism
        self.calls = []
        self.lock = threading.Lock()
        self.running = 0
        self.most_running = 0

    def calls_of(self, name):
        return [body for called, body in self.calls if called == name]

    def reruns(self):
        return [body for body in self.calls_of("worker") if body["action"] == "rerun"]

    def invoke(self, name, body):
        with self.lock:
            self.calls.append((name, body))
            attempt = sum(1 for call in self.calls if call == (name, body))
            misbehaviour = self._misbehaviour(name, body)
        if misbehaviour:
            answer = misbehaviour(attempt)
            if answer:
                return answer
        return 200, {}, getattr(self, name)(body)

    def _misbehaviour(self, name, body):
        if name == "worker" and body["action"] == "rerun":
            return self.misbehave.get(body["index"])
        return self.misbehave.get(body["action"] if name == "worker" else name)

    def worker(self, body):
        if body["action"] == "prepare":
            put(body["prepared_url"], b"prepared")
            return {"anything": "a worker says is dropped"}
        with self.lock:
            self.running += 1
            self.most_running = max(self.most_running, self.running)
        try:
            attempts = json.loads(urllib.request.urlopen(body["attempts_url"]).read())
            put(body["result_url"], json.dumps({"nonce": body["nonce"], "attempts": attempts}).encode())
        finally:
            with self.lock:
                self.running -= 1
        return {"index": body["index"]}

    def plan(self, body):
        wave = body["wave"] + 1
        shards = [self._shard(body["detection_id"], wave, index) for index in range(self.waves[wave - 1])]
        answer = {
            "detection_id": body["detection_id"],
            "wave": wave,
            "max_concurrency": self.parallelism,
            "prepared_get_url": self._presigned("get_object", f"work/{body['detection_id']}/prepared.tar"),
        }
        if len(shards) <= 40:
            return answer | {"shards": shards}
        key = f"work/{body['detection_id']}/shards-{wave}.json"
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=json.dumps(shards))
        return answer | {"distributed": True, "shards_key": key}

    def _shard(self, detection, wave, index):
        stem = f"work/{detection}/waves/{wave}/{index}"
        self.s3.put_object(Bucket=BUCKET, Key=f"{stem}/attempts.json", Body=json.dumps([index]))
        return {
            "index": index,
            "nonce": f"{wave}-{index}",
            "attempts_url": self._presigned("get_object", f"{stem}/attempts.json"),
            "result_url": self._presigned("put_object", f"{stem}/result.json"),
        }

    def _presigned(self, verb, key):
        return self.s3.generate_presigned_url(verb, Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=600)

    def decide(self, body):
        return {
            "detection_id": body["detection_id"],
            "wave": body["wave"],
            "done": body["wave"] >= self.done_after,
            "large": "what else it says is dropped",
        }

    def conclude(self, body):
        return {"status": "FAILED" if "failed" in body else "DONE"}

    def score(self, body):
        return {"p_fail": 0.5}

    def results(self, detection):
        """The keys of the results in storage."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"work/{detection}/waves/")
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        return sorted(key for key in keys if key.endswith("/result.json"))


class Front:
    """Takes invocations over HTTP as the Lambda service does, and hands them on."""

    def __init__(self, invoke):
        class Invocation(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                name = self.path.split("/functions/")[1].split("/")[0]
                status, headers, answer = invoke(name, body)
                payload = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                for header in headers.items():
                    self.send_header(*header)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Invocation)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()


def put(url, body):
    request = urllib.request.Request(url, body, {"Content-Type": "application/octet-stream"}, method="PUT")
    urllib.request.urlopen(request).close()


def failing(kind, message="it ended", times=None):
    """The function ends with an error, the first so many times, or always."""

    def answer(attempt):
        if times is not None and attempt > times:
            return None
        return 200, {"X-Amz-Function-Error": "Unhandled"}, {"errorType": kind, "errorMessage": message}

    return answer


def throttled(times):
    """The service refuses the call the first so many times."""

    def answer(attempt):
        if attempt > times:
            return None
        return 429, {"X-Amzn-ErrorType": "TooManyRequestsException"}, {"Type": "User", "message": "Rate Exceeded."}

    return answer


def saying(body):
    """The function answers with these words, whatever it was asked."""
    return lambda attempt: (200, {}, body)
