"""Asks two services the same over HTTP, in turn: ours, and a plain one as one would write it in Python, scikit-learn's
gradient boosting behind FastAPI. Prints what an answer takes on each side, and how many times faster ours is.

    score_peer.py CSV TEST_ROWS OUR_PORT OUR_PID
    score_peer.py --serve PORT CSV TEST_ROWS          the plain service itself
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time

WORDS = ["squad", "platform", "environment", "device_id"]
NUMBERS = ["scenarios_total", "memory_mb", "hour", "dayofweek"]


def with_clock(frame):
    import pandas

    times = pandas.to_datetime(frame["timestamp"])
    return frame.assign(hour=times.dt.hour, dayofweek=times.dt.dayofweek)


def fitted(csv, test_rows):
    import pandas
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    frame = with_clock(pandas.read_csv(csv))
    train = frame.drop(index=[int(line) for line in open(test_rows)])
    columns = ColumnTransformer(
        [("words", OneHotEncoder(handle_unknown="ignore"), WORDS), ("numbers", StandardScaler(), NUMBERS)]
    )
    model = Pipeline([("columns", columns), ("trees", GradientBoostingClassifier(random_state=42))])
    begun = time.perf_counter()
    model.fit(train[WORDS + NUMBERS], train["scenarios_failed"] > 0)
    return model, time.perf_counter() - begun


def serve(port, csv, test_rows):
    import pandas
    import uvicorn
    from fastapi import FastAPI
    from pydantic import BaseModel

    class Run(BaseModel):
        timestamp: str
        squad: str
        platform: str
        environment: str
        device_id: str
        memory_mb: float
        scenarios_total: int

    class Request(BaseModel):
        threshold: float = 0.5
        top_k: int = 0
        runs: list[Run]

    model, seconds = fitted(csv, test_rows)
    app = FastAPI()

    def features(request):
        return with_clock(pandas.DataFrame([run.dict() for run in request.runs]))[WORDS + NUMBERS]

    @app.get("/fit")
    def fit():
        return seconds

    @app.post("/predict")
    def predict(request: Request):
        chances = model.predict_proba(features(request))[:, 1]
        return {"predictions": [{"p_fail": p, "predicted_failed": p >= request.threshold} for p in chances.tolist()]}

    @app.post("/explain")
    def explain(request: Request):
        frame = features(request)
        chances = model.predict_proba(frame)[:, 1]
        ordinary = {name: frame[name].mode()[0] for name in WORDS}
        ordinary.update({name: frame[name].median() for name in NUMBERS})
        answers = []
        for row in range(len(frame)):
            deltas = []
            for name in WORDS + NUMBERS:
                changed = frame.iloc[[row]].copy()
                changed[name] = ordinary[name]
                delta = chances[row] - model.predict_proba(changed)[0, 1]
                deltas.append({"feature": name, "delta_p_fail": delta})
            deltas.sort(key=lambda one: -abs(one["delta_p_fail"]))
            answers.append({"p_fail": chances[row], "contributions": deltas})
        return {"explanations": answers}

    uvicorn.run(app, port=port, log_level="error")


class Service:
    def __init__(self, port, pid):
        self.port = port
        self.pid = pid
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, method, path, body=None):
        self.connection.request(method, path, body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        read = answer.read()
        assert answer.status == 200, (answer.status, read[:200])
        return read

    def cpu(self):
        """User and system seconds so far, of the process alone."""
        fields = open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def most_memory(self):
        for line in open(f"/proc/{self.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024


def measured(service, path, body, times):
    """Median of wall milliseconds, and mean of processor milliseconds."""
    taken = []
    cpu = service.cpu()
    for _ in range(times):
        begun = time.perf_counter()
        service.ask("POST", path, body)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000, (service.cpu() - cpu) / times * 1000


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def started(command, port):
    process = subprocess.Popen(command)
    peer = Service(port, process.pid)
    for _ in range(600):
        try:
            peer.ask("GET", "/fit")
            return process, peer
        except OSError:
            if process.poll() is not None:
                sys.exit("the plain service ended before it answered")
            time.sleep(0.2)
    sys.exit("the plain service did not answer")


def runs_of(csv):
    import pandas

    wanted = ["timestamp"] + WORDS + ["memory_mb", "scenarios_total"]
    return pandas.read_csv(csv)[wanted].to_dict("records")


def main(csv, test_rows, port, pid):
    ours = Service(int(port), int(pid))
    there = free_port()
    process, peer = started([sys.executable, __file__, "--serve", str(there), csv, test_rows], there)
    try:
        runs = runs_of(csv)
        print(f"{'asked':22s} {'ours, ms':>10s} {'peer, ms':>10s} {'times':>8s} {'by cpu':>8s}   wanted")
        for path, rows, warm, mine, theirs, wanted in [
            ("/predict", 1, 3000, 600, 60, 20),
            ("/predict", 10_000, 60, 10, 3, 20),
            ("/explain", 100, 300, 60, 1, 500),
        ]:
            body = json.dumps({"runs": runs[:rows]})
            for _ in range(warm):
                ours.ask("POST", path, body)
            measured(peer, path, body, 1)
            # In turn, so that whatever else the machine does falls on both.
            rounds = [(measured(ours, path, body, mine), measured(peer, path, body, theirs)) for _ in range(3)]
            wall = [statistics.median(one[side][0] for one in rounds) for side in (0, 1)]
            cpu = [statistics.mean(one[side][1] for one in rounds) for side in (0, 1)]
            print(
                f"{path + ' ' + str(rows) + (' run' if rows == 1 else ' runs'):22s} {wall[0]:10.3f} {wall[1]:10.2f}"
                f" {wall[1] / wall[0]:7.0f}x {cpu[1] / max(cpu[0], 0.001):7.0f}x   >= {wanted}x"
            )
        print(f"peer fit {float(peer.ask('GET', '/fit')):.3f} s")
        print(f"memory of flaky serve {ours.most_memory():.0f} MB, of the peer {peer.most_memory():.0f} MB at most")
    finally:
        process.terminate()
        process.wait()


if sys.argv[1] == "--serve":
    serve(int(sys.argv[2]), *sys.argv[3:])
else:
    main(*sys.argv[1:])
