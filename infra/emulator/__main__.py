"""Step Functions, DynamoDB and S3 on loopback, for tests and for trying the cloud without an account.

    python3 infra/emulator --lambda http://127.0.0.1:5050 [--port 5055] [--retry-scale 0.01] [--until-eof]

All three answer at one address, which is printed as `ready http://127.0.0.1:PORT` once it takes calls. State machines
are executed for real; each Lambda call of theirs goes to --lambda as
`POST /2015-03-31/functions/NAME/invocations`, as the Lambda service takes it.
"""

import argparse
import logging
import signal
import sys
import threading

from werkzeug.serving import WSGIRequestHandler, make_server

import faults
import stepfunctions


class Quiet(WSGIRequestHandler):
    """Serves without a line of log a request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        pass


def arguments():
    parser = argparse.ArgumentParser(prog="emulator", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lambda", dest="lambda_url", required=True, metavar="URL", help="where Lambda calls go")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--retry-scale", type=float, default=1.0, help="factor on the waits between retries")
    parser.add_argument("--until-eof", action="store_true", help="stop when standard input ends, so as the parent does")
    return parser.parse_args()


def main():
    options = arguments()
    for noisy in ("werkzeug", "moto"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    own_address = stepfunctions.Address()
    stepfunctions.install(options.lambda_url.rstrip("/"), own_address, options.retry_scale)

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    application = faults.Faults(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", options.port, application, threaded=True, request_handler=Quiet)
    own_address.port = server.server_port
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    if options.until_eof:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), stop.set()), daemon=True).start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready http://127.0.0.1:{server.server_port}", flush=True)
    stop.wait()
    server.shutdown()


if __name__ == "__main__":
    main()
