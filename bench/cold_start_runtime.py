"""Starts a function's process before a loopback Runtime API, gives it one event, and prints the milliseconds from the start
of the process to its answer. The same server stands for S3 and for another function that answers at once.

    cold_start_runtime.py EVENT LOG [--train] -- COMMAND...

With --train the process ends by itself afterwards (SIGTERM), so that it can write an archive as it does. A path other
than the Runtime API's is an S3 object that does not exist, or what stands at that path below the folder OBJECTS.
"""

import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE_SECONDS = 300
NO_KEY = b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>none</Message></Error>'

event, log = pathlib.Path(sys.argv[1]).read_bytes(), sys.argv[2]
train = sys.argv[3] == '--train'
command = sys.argv[sys.argv.index('--') + 1 :]
objects = os.environ.get('OBJECTS')
given, answered = threading.Event(), threading.Event()
answer = {}


class Runtime(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        if self.path.endswith('/invocation/next'):
            if given.is_set():
                threading.Event().wait()
            given.set()
            self.reply(
                200,
                event,
                {
                    'Content-Type': 'application/json',
                    'Lambda-Runtime-Aws-Request-Id': 'request',
                    'Lambda-Runtime-Deadline-Ms': str(int(time.time() * 1000) + 900_000),
                    'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:f',
                },
            )
            return
        file = pathlib.Path(objects, self.path.split('?')[0].lstrip('/')) if objects else None
        if file and file.is_file():
            self.reply(200, file.read_bytes(), {'ETag': '"0"', 'Content-Type': 'application/octet-stream'})
        else:
            self.reply(404, NO_KEY, {'Content-Type': 'application/xml'})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        if self.path.endswith('/invocations'):
            self.reply(200, b'{"answer":{"model_id":"loopback"}}', {'Content-Type': 'application/json'})
            return
        if '/runtime/' in self.path and not answered.is_set():
            answer.update(at=time.monotonic(), good=self.path.endswith('/response'), body=body)
            answered.set()
        self.reply(202, b'', {})

    def reply(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A process that ends drops its connections."""


server = Server(('127.0.0.1', 0), Runtime)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f'127.0.0.1:{server.server_address[1]}'
environment = {
    'AWS_LAMBDA_RUNTIME_API': address,
    'AWS_LAMBDA_FUNCTION_NAME': 'f',
    'AWS_LAMBDA_FUNCTION_VERSION': '1',
    'AWS_LAMBDA_FUNCTION_MEMORY_SIZE': '1024',
    'AWS_LAMBDA_INITIALIZATION_TYPE': 'on-demand',
    'AWS_REGION': 'us-east-1',
    'AWS_ACCESS_KEY_ID': 'testing',
    'AWS_SECRET_ACCESS_KEY': 'testing',
    'AWS_ENDPOINT_URL': f'http://{address}',
    'BUCKET_NAME': 'flaky-bucket',
    'TABLE_NAME': 'flaky-table',
    'CLONE_FUNCTION_NAME': 'clone',
    'SCORE_FUNCTION_NAME': 'score',
    'STATE_MACHINE_ARN': 'arn:aws:states:us-east-1:123456789012:stateMachine:flaky',
    'LANG': 'C.UTF-8',
    'PATH': os.environ['PATH'],
}

with open(log, 'wb') as output:
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    threading.Thread(target=lambda: (process.wait(), answered.set()), daemon=True).start()
    try:
        if not answered.wait(PATIENCE_SECONDS) or not answer.get('good'):
            body = answer.get('body', b'').decode(errors='replace')
            sys.exit(f'no answer: {body}\n{pathlib.Path(log).read_text(errors="replace")}')
        if train:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_SECONDS)
    finally:
        process.kill()
        process.wait()

if os.environ.get('SHOW'):
    print(answer['body'].decode(errors='replace'), file=sys.stderr)
print(f'{(answer["at"] - started) * 1000:.0f}')
