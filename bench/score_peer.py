"""A plain prediction service, as one would write it in Python: scikit-learn's gradient boosting behind FastAPI.

Starts it on loopback, asks it from the same process over HTTP, and prints what an answer takes.
"""

import http.client
import json
import socket
import statistics
import sys
import threading
import time

import pandas
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

WORDS = ["squad", "platform", "environment", "device_id"]
NUMBERS = ["scenarios_total", "memory_mb", "hour", "dayofweek"]


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


def with_clock(frame):
    times = pandas.to_datetime(frame["timestamp"])
    return frame.assign(hour=times.dt.hour, dayofweek=times.dt.dayofweek)


def fitted(csv, test_rows):
    frame = with_clock(pandas.read_csv(csv))
    train = frame.drop(index=[int(line) for line in open(test_rows)])
    model = Pipeline(
        [
            (
                "columns",
                ColumnTransformer(
                    [("words", OneHotEncoder(handle_unknown="ignore"), WORDS), ("numbers", StandardScaler(), NUMBERS)]
                ),
            ),
            ("trees", GradientBoostingClassifier(random_state=42)),
        ]
    )
    begun = time.perf_counter()
    model.fit(train[WORDS + NUMBERS], train["scenarios_failed"] > 0)
    print(f"peer: one fit {time.perf_counter() - begun:.2f} s")
    return model, frame


def application(model):
    app = FastAPI()

    def features(request):
        return with_clock(pandas.DataFrame([run.dict() for run in request.runs]))[WORDS + NUMBERS]

    @app.post("/predict")
    def predict(request: Request):
        chances = model.predict_proba(features(request))[:, 1]
        return {"predictions": [{"p_fail": p, "predicted_failed": p >= request.threshold} for p in chances.tolist()]}

    @app.post("/explain")
    def explain(request: Request):
        frame = features(request)
        chances = model.predict_proba(frame)[:, 1]
        answers = []
        for row in range(len(frame)):
            deltas = []
            for name in WORDS + NUMBERS:
                changed = frame.iloc[[row]].copy()
                changed[name] = frame[name].mode()[0] if name in WORDS else frame[name].median()
                delta = chances[row] - model.predict_proba(changed)[0, 1]
                deltas.append({"feature": name, "delta_p_fail": delta})
            deltas.sort(key=lambda one: -abs(one["delta_p_fail"]))
            answers.append({"p_fail": chances[row], "contributions": deltas})
        return {"explanations": answers}

    return app


def ask(port, path, body, times):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main():
    model, frame = fitted(sys.argv[1], sys.argv[2])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(application(model), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    wanted = ["timestamp"] + WORDS + ["memory_mb", "scenarios_total"]
    runs = frame[wanted].to_dict("records")
    for path, rows, times in [("/predict", 1, 200), ("/predict", 10_000, 5), ("/explain", 100, 2)]:
        body = json.dumps({"runs": runs[:rows]})
        print(f"peer: {path} {rows} rows {ask(port, path, body, times) * 1000:.2f} ms")
    server.should_exit = True


main()
