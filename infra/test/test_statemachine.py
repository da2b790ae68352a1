"""What the state machine does when workers and handlers behave, and when they don't."""

import json

from conftest import new_id
from handlers import Handlers, failing, saying, throttled


def test_runs_wave_after_wave_until_decide_says_done(detect):
    ended = detect(waves=[3, 2])

    assert ended.status == "SUCCEEDED", ended.why
    assert ended.states() == [
        *("Begin", "Prepare", "Plan", "FewOrMany", "RerunFew", "Rerun", "Rerun", "Rerun", "Decide", "Enough"),
        *("Plan", "FewOrMany", "RerunFew", "Rerun", "Rerun", "Decide", "Enough", "Conclude", "Score", "Done"),
    ]
    assert len(ended.handlers.results(ended.detection)) == 5


def test_stops_early_once_decide_is_content(detect):
    ended = detect(waves=[3, 3, 3], done_after=1)

    assert len(ended.handlers.calls_of("plan")) == 1
    assert len(ended.handlers.results(ended.detection)) == 3


def test_tells_plan_which_wave_is_done_so_that_a_retry_plans_the_same_one(detect):
    ended = detect(waves=[1, 1], misbehave={"plan": failing("java.io.UncheckedIOException", times=1)})

    assert ended.status == "SUCCEEDED", ended.why
    assert [call["wave"] for call in ended.handlers.calls_of("plan")] == [0, 0, 1, 1]


def test_gives_the_worker_its_shard_and_nothing_else(detect):
    ended = detect(waves=[1])

    prepare, rerun = ended.handlers.calls_of("worker")
    assert set(prepare) == {"action", "detection_id", "snapshot_url", "prepared_url"}
    assert set(rerun) == {
        *("action", "detection_id", "index", "nonce"),
        *("prepared_get_url", "attempts_url", "result_url"),
    }


def test_a_worker_that_dies_costs_its_shard_alone(detect):
    ended = detect(waves=[4], misbehave={2: failing("Runtime.ExitError", "signal: killed")})

    assert ended.status == "SUCCEEDED", ended.why
    assert len(ended.handlers.results(ended.detection)) == 3
    assert ended.handlers.calls_of("decide")[0]["workers"] == [
        {"answered": True},
        {"answered": True},
        {"answered": False, "index": 2, "problem": "Runtime.ExitError"},
        {"answered": True},
    ]


def test_a_worker_that_timed_out_is_not_called_again_by_the_machine(detect):
    ended = detect(waves=[1], misbehave={0: failing("Sandbox.Timedout")})

    assert len(ended.handlers.reruns()) == 1


def test_a_worker_may_end_itself_to_be_started_afresh(detect):
    ended = detect(
        waves=[2],
        misbehave={
            "prepare": failing("Runtime.ExitError", times=1),
            0: failing("Runtime.ExitError", times=3),
            1: failing("Lambda.Unknown", times=2),
        },
    )

    assert ended.status == "SUCCEEDED", ended.why
    assert len(ended.handlers.results(ended.detection)) == 2
    assert len(ended.handlers.reruns()) == 4 + 3


def test_a_worker_with_too_much_to_say_costs_its_shard_alone(detect):
    ended = detect(waves=[2], misbehave={1: saying(b'"' + b"x" * 300_000 + b'"')})

    assert ended.status == "SUCCEEDED", ended.why
    assert ended.handlers.calls_of("decide")[0]["workers"][1]["problem"] == "States.DataLimitExceeded"


def test_drops_a_workers_own_words(detect):
    ended = detect(waves=[1], misbehave={0: saying({"done": True, "detection_id": "another"})})

    assert "another" not in json.dumps(ended.handlers.calls_of("decide") + ended.handlers.calls_of("conclude"))


def test_tries_throttled_workers_again(detect):
    ended = detect(waves=[3], misbehave={index: throttled(times=4) for index in range(3)})

    assert ended.status == "SUCCEEDED", ended.why
    assert len(ended.handlers.results(ended.detection)) == 3
    assert len(ended.handlers.reruns()) == 15


def test_gives_up_on_a_worker_that_stays_throttled(detect):
    ended = detect(waves=[2], misbehave={0: throttled(times=99)})

    assert ended.status == "SUCCEEDED", ended.why
    assert ended.handlers.calls_of("decide")[0]["workers"][0]["problem"] == "Lambda.TooManyRequestsException"


def test_runs_no_more_workers_at_once_than_plan_allows(detect):
    ended = detect(waves=[20], parallelism=3)

    assert ended.handlers.most_running <= 3


def test_reads_more_than_forty_shards_from_storage(detect):
    ended = detect(waves=[100], parallelism=16)

    assert ended.status == "SUCCEEDED", ended.why
    assert "RerunMany" in ended.states()
    assert len(ended.handlers.results(ended.detection)) == 100
    assert set(ended.handlers.calls_of("decide")[0]["workers"]) == {"MapRunArn", "ResultWriterDetails"}


def test_every_worker_of_a_distributed_wave_may_die(detect):
    ended = detect(waves=[60, 1], misbehave={index: failing("Runtime.ExitError") for index in range(1, 60)})

    assert ended.status == "SUCCEEDED", ended.why
    assert len(ended.handlers.results(ended.detection)) == 2


def test_a_wave_may_be_empty(detect):
    ended = detect(waves=[0])

    assert ended.status == "SUCCEEDED", ended.why
    assert ended.handlers.calls_of("decide")[0]["workers"] == []


def test_a_workspace_that_cannot_be_prepared_ends_as_a_failed_detection(detect):
    ended = detect(waves=[1], misbehave={"prepare": failing("Sandbox.Timedout", "after 900 s")})

    assert (ended.status, ended.error) == ("FAILED", "DetectionFailed")
    (concluded,) = ended.handlers.calls_of("conclude")
    assert concluded["detection_id"] == ended.detection
    assert concluded["failed"]["Error"] == "Sandbox.Timedout"
    assert not ended.handlers.calls_of("plan")


def test_a_handler_that_keeps_failing_ends_as_a_failed_detection(detect):
    for handler in ("plan", "decide"):
        ended = detect(waves=[1], misbehave={handler: failing("java.lang.IllegalStateException")})

        assert (ended.status, len(ended.handlers.calls_of(handler))) == ("FAILED", 4)
        assert [call["failed"]["Error"] for call in ended.handlers.calls_of("conclude")] == [
            "java.lang.IllegalStateException"
        ]


def test_a_conclude_that_keeps_failing_is_told_so_once_more(detect):
    ended = detect(waves=[1], misbehave={"conclude": failing("java.lang.Error", times=4)})

    assert ended.status == "FAILED"
    assert "failed" in ended.handlers.calls_of("conclude")[-1]


def test_a_score_that_fails_changes_nothing(detect):
    ended = detect(waves=[1], misbehave={"score": failing("java.lang.OutOfMemoryError")})

    assert ended.status == "SUCCEEDED", ended.why
    assert not any("failed" in call for call in ended.handlers.calls_of("conclude"))


def test_detections_run_side_by_side(detections):
    handlers = detections.relay.handlers = Handlers(detections.s3, waves=[3, 2])
    ids = [new_id() for _ in range(4)]

    executions = {detection: detections.start(detection) for detection in ids}
    ended = [detections.await_end(detection, execution, handlers) for detection, execution in executions.items()]

    assert {one.status for one in ended} == {"SUCCEEDED"}
    assert [len(handlers.results(detection)) for detection in ids] == [5] * 4


def test_a_detection_started_twice_at_once_runs_once(detections):
    handlers = detections.relay.handlers = Handlers(detections.s3, waves=[2])
    detection = new_id()

    first, second = detections.start(detection), detections.start(detection)
    detections.await_end(detection, first, handlers)

    assert first == second
    assert len(handlers.calls_of("conclude")) == 1


def test_eighty_full_waves_fit_into_the_history_of_one_execution(detect):
    one, two = detect(waves=[40], parallelism=40), detect(waves=[40, 40], parallelism=40)

    a_wave = len(two.history) - len(one.history)
    assert len(one.history) + 79 * a_wave < 25_000


def test_a_distributed_wave_costs_a_few_events_however_large_it_is(detect):
    small, large = detect(waves=[41], parallelism=20), detect(waves=[120], parallelism=20)

    assert len(large.history) == len(small.history) < 60


def test_ten_thousand_runs_stay_far_below_the_limits(detect):
    shards_of_twenty_attempts = [10, 20, 40, 80, 160, 190]

    ended = detect(waves=shards_of_twenty_attempts, parallelism=20)

    assert ended.status == "SUCCEEDED", ended.why
    assert len(ended.handlers.results(ended.detection)) * 20 == 10_000
    print(f"history events by the emulator: {len(ended.history)}   < 25000")
    assert len(ended.history) < 1_000
