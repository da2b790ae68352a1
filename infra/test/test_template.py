"""Promises that template.yaml makes beyond being valid: who may do what, and what is kept how."""

import json
import pathlib
import re
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "infra"))

from transform import deployed  # noqa: E402

X_RAY = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"}
ROUTES = {
    "POST /detections",
    "GET /detections",
    "GET /detections/{id}",
    "GET /detections/{id}/attempts",
    "POST /detections/{id}/cancel",
    "GET /tests",
    "GET /tests/history",
    "GET /tests/{id}/history",
    "POST /predict",
    "POST /explain",
    "POST /triage",
    "GET /schema",
    "GET /health",
    "GET /openapi.json",
    "GET /docs",
    "GET /",
}


@pytest.fixture(scope="module")
def resources():
    return deployed(ROOT / "template.yaml")["Resources"]


def of_type(resources, kind):
    return {name: item["Properties"] for name, item in resources.items() if item["Type"] == kind}


def listed(value):
    return value if isinstance(value, list) else [value]


def statements(role):
    for policy in role.get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            # One that stands under a condition: what it allows where the condition holds.
            yield statement["Fn::If"][1] if "Fn::If" in statement else statement


def test_no_role_may_do_everything_or_to_everything(resources):
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        assert "ManagedPolicyArns" not in role, name
        for statement in statements(role):
            actions = set(listed(statement["Action"]))
            assert not any("*" in action for action in actions), name
            if "*" in listed(statement["Resource"]):
                assert actions <= X_RAY, name


def test_every_function_has_a_role_of_its_own(resources):
    roles = [function["Role"]["Fn::GetAtt"][0] for function in of_type(resources, "AWS::Lambda::Function").values()]

    assert len(roles) == len(set(roles)) == 8


def test_the_worker_may_do_nothing_and_is_told_nothing(resources):
    assert list(statements(resources["WorkerRole"]["Properties"])) == []
    worker = resources["WorkerFunction"]["Properties"]
    assert "Environment" not in worker
    assert "VpcConfig" not in worker
    assert worker["TracingConfig"] == {"Mode": "PassThrough"}


def test_functions_of_ours_run_on_java_25_on_arm(resources):
    functions = of_type(resources, "AWS::Lambda::Function")

    assert {function["Architectures"][0] for function in functions.values()} == {"arm64"}
    assert {name: function["Runtime"] for name, function in functions.items() if "Runtime" in function} == dict.fromkeys(
        functions.keys() - {"WorkerFunction"}, "java25"
    )


def test_starts_from_snapshots_where_snapshots_are_offered(resources):
    for name, function in of_type(resources, "AWS::Lambda::Function").items():
        large_storage = "EphemeralStorage" in function  # SnapStart takes no more than 512 MB of it
        assert (function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}) != large_storage, name


def test_clusters_are_trained_by_a_schedule_from_records_alone(resources):
    (rule,) = [
        rule for rule in of_type(resources, "AWS::Events::Rule").values() if "ScheduleExpression" in rule
    ]
    allowed = list(statements(resources["TriageRole"]["Properties"]))

    assert rule["ScheduleExpression"] == {"Ref": "TriageSchedule"}
    assert rule["Targets"][0]["Arn"] == {"Ref": "TriageFunctionAliaslive"}
    (written,) = [statement for statement in allowed if "s3:PutObject" in listed(statement["Action"])]
    assert written["Resource"] == {"Fn::Sub": "${Bucket.Arn}/triage/*"}
    assert not any(
        action.startswith("dynamodb:") and action not in {"dynamodb:GetItem", "dynamodb:Query"}
        for statement in allowed
        for action in listed(statement["Action"])
    )


def test_every_route_is_there_and_signed(resources):
    paths = resources["HttpApi"]["Properties"]["Body"]["paths"]
    routes = {f"{verb.upper()} {path}": route for path, verbs in paths.items() for verb, route in verbs.items()}

    assert {route for route in routes if "$default" not in route} == ROUTES
    assert len(routes) == len(ROUTES) + 1
    for name, route in routes.items():
        assert route["security"] == [{"AWS_IAM": []}], name


def test_handlers_are_called_by_the_alias_that_has_a_snapshot(resources):
    called = json.dumps(resources["Detection"]["Properties"]["DefinitionSubstitutions"])

    for function in ("Plan", "Decide", "Conclude", "Score"):
        assert f"{function}FunctionAliaslive" in called


def test_the_machine_gets_every_word_that_it_leaves_open(resources):
    definition = (ROOT / "infra/statemachine/detection.asl.json").read_text()

    assert set(re.findall(r"\$\{(\w+)}", definition)) == set(
        resources["Detection"]["Properties"]["DefinitionSubstitutions"]
    )


def test_the_machine_may_call_what_it_calls_and_no_more(resources):
    (invoke,) = [
        statement
        for statement in statements(resources["DetectionRole"]["Properties"])
        if statement["Action"] == "lambda:InvokeFunction"
    ]
    called = [
        word
        for name, word in resources["Detection"]["Properties"]["DefinitionSubstitutions"].items()
        if name.endswith("FunctionArn")
    ]

    assert invoke["Resource"] == called


def test_the_table_has_the_keys_that_the_store_uses(resources):
    table = resources["Table"]["Properties"]
    keys = lambda schema: [key["AttributeName"] for key in schema]

    assert keys(table["KeySchema"]) == ["pk", "sk"]
    assert {index["IndexName"]: keys(index["KeySchema"]) for index in table["GlobalSecondaryIndexes"]} == {
        "by_repository": ["repository_key", "moment_key"],
        "by_time": ["everything_key", "moment_key"],
    }
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_the_bucket_is_private_and_refuses_plain_http(resources):
    bucket = resources["Bucket"]["Properties"]
    denied = [
        statement["Condition"]
        for statement in resources["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert {"Bool": {"aws:SecureTransport": "false"}} in denied
    assert all(rule["Status"] == "Enabled" for rule in bucket["LifecycleConfiguration"]["Rules"])


def test_every_log_ends_some_day(resources):
    for name, log in of_type(resources, "AWS::Logs::LogGroup").items():
        assert log["RetentionInDays"] == {"Ref": "LogRetentionDays"}, name


def test_every_function_that_may_log_logs_json_to_a_group_of_its_own(resources):
    groups = []
    for name, function in of_type(resources, "AWS::Lambda::Function").items():
        if function.get("PackageType") == "Image":
            continue
        logging = function["LoggingConfig"]
        assert logging["LogFormat"] == "JSON", name
        # WARN or ERROR would drop metrics, which are lines without a level.
        assert logging["ApplicationLogLevel"] == {"Fn::If": ["LogsDebug", "DEBUG", "INFO"]}, name
        groups.append(logging["LogGroup"]["Ref"])
    assert len(groups) == len(set(groups)) > 5


def test_alarms_on_our_own_metrics_name_metrics_that_functions_print(resources):
    printed = (ROOT / "functions/telemetry/src/main/java/dev/flakydetector/telemetry/Measure.java").read_text()
    found = 0
    for name, properties in of_type(resources, "AWS::CloudWatch::Alarm").items():
        metrics = [m["MetricStat"]["Metric"] for m in properties.get("Metrics", []) if "MetricStat" in m]
        for metric in metrics or [properties]:
            if metric["Namespace"] != "flaky-detector":
                continue
            found += 1
            dimensions = {d["Name"]: d["Value"] for d in metric["Dimensions"]}
            assert f'("{metric["MetricName"]}"' in printed, name
            assert dimensions["Service"] == "flaky-detector", name
            assert dimensions["FunctionName"]["Ref"] in resources, name
    assert found == 4


def test_every_parameter_says_what_it_is_and_what_it_may_be():
    from samtranslator.yaml_helper import yaml_parse

    for file in ("template.yaml", "infra/github-oidc.yaml"):
        for name, parameter in yaml_parse((ROOT / file).read_text())["Parameters"].items():
            bounds = {"AllowedPattern", "AllowedValues", "MaxValue"} & parameter.keys()
            assert parameter["Description"] and bounds, f"{name} in {file}"


def test_only_named_workflows_may_assume_the_role_and_only_call_the_api():
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse((ROOT / "infra/github-oidc.yaml").read_text())
    caller = template["Resources"]["Caller"]["Properties"]
    (trust,) = caller["AssumeRolePolicyDocument"]["Statement"]
    (allowed,) = statements(caller)

    assert set(trust["Condition"]) == {"StringEquals"}
    assert set(trust["Condition"]["StringEquals"]) == {
        "token.actions.githubusercontent.com:aud",
        "token.actions.githubusercontent.com:sub",
    }
    assert allowed["Action"] == "execute-api:Invoke"
    assert all("${ApiId}/" in resource["Fn::Sub"] for resource in allowed["Resource"])


@pytest.mark.parametrize(
    ("subject", "taken"),
    [
        ("repo:octo-org/octo.repo:ref:refs/heads/main", True),
        ("repo:octo-org/octo-repo:environment:ci", True),
        ("repo:octo-org/*:ref:refs/heads/main", False),
        ("repo:octo-org/octo-repo:*", False),
        ("repo:octo-org/octo-repo:ref:refs/heads/*", False),
        ("repo:octo-org/octo-repo:pull_request", False),
        ("*", False),
    ],
)
def test_takes_no_subject_that_more_than_one_branch_could_have(subject, taken):
    from samtranslator.yaml_helper import yaml_parse

    pattern = yaml_parse((ROOT / "infra/github-oidc.yaml").read_text())["Parameters"]["Subjects"]["AllowedPattern"]

    assert bool(re.fullmatch(pattern, subject)) == taken


def test_workflows_may_call_only_routes_that_there_are(resources):
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse((ROOT / "infra/github-oidc.yaml").read_text())
    (allowed,) = statements(template["Resources"]["Caller"]["Properties"])
    routes = {re.sub(r"\{\w+}", "*", route.replace(" ", "")) for route in ROUTES}

    for resource in allowed["Resource"]:
        path = resource["Fn::Sub"].split("/$default/")[1]
        assert path in routes or any(route.startswith(path.removesuffix("*")) for route in routes), path


@pytest.mark.parametrize("rule", ["ExecutionEnded", "CloneGaveUp"])
def test_rules_say_to_conclude_what_the_machine_would(resources, rule):
    machine = json.loads((ROOT / "infra/statemachine/detection.asl.json").read_text())
    (target,) = resources[rule]["Properties"]["Targets"]
    transformer = target["InputTransformer"]
    said = transformer["InputTemplate"]
    for name in transformer["InputPathsMap"]:
        said = said.replace(f"<{name}>", json.dumps(f"a {name}"))

    event = json.loads(said)
    assert {f"{key}.$" for key in event} == set(machine["States"]["ConcludeFailed"]["Parameters"]["Payload"])
    assert set(event["failed"]) == {"Error", "Cause"}


def tasks(states):
    for name, state in states.items():
        if state["Type"] == "Task":
            yield name, state
        if state["Type"] == "Map":
            yield from tasks(state["ItemProcessor"]["States"])


def test_every_step_is_tried_again_when_throttled_and_ends_some_day():
    machine = json.loads((ROOT / "infra/statemachine/detection.asl.json").read_text())

    assert machine["TimeoutSeconds"] <= 86_400
    for name, state in tasks(machine["States"]):
        assert state["TimeoutSeconds"] <= 930, name
        assert any("Lambda.TooManyRequestsException" in retry["ErrorEquals"] for retry in state["Retry"]), name
        catches = [error for catch in state.get("Catch", []) for error in catch["ErrorEquals"]]
        assert name == "ConcludeFailed" or catches == ["States.DataLimitExceeded", "States.ALL"], name
