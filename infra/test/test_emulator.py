"""The faults that the emulator makes on request, and that it makes them only then."""

import json
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError
from handlers import BUCKET, put


@pytest.fixture
def fail(emulator):
    def control(**times):
        request = urllib.request.Request(f"{emulator.url}/_faults", json.dumps(times).encode(), method="POST")
        return json.loads(urllib.request.urlopen(request).read())

    yield control
    control(dynamodb=0, s3=0)


@pytest.fixture
def table(emulator):
    client = emulator.client("dynamodb")
    client.create_table(
        TableName="faults",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    yield client
    client.delete_table(TableName="faults")


def test_throttles_the_table_as_often_as_it_is_told(table, fail):
    fail(dynamodb=2)

    table.put_item(TableName="faults", Item={"pk": {"S": "kept"}})

    assert table.get_item(TableName="faults", Key={"pk": {"S": "kept"}})["Item"] == {"pk": {"S": "kept"}}
    assert fail() == {"dynamodb": 0, "s3": 0}


def test_a_table_throttled_for_long_is_said_to_be(table, fail):
    fail(dynamodb=100)

    with pytest.raises(ClientError, match="ProvisionedThroughputExceededException"):
        table.put_item(TableName="faults", Item={"pk": {"S": "lost"}})


def test_storage_slows_down_signed_and_presigned_calls(emulator, fail):
    s3 = emulator.client("s3")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "presigned"}, ExpiresIn=60)
    fail(s3=1)

    with pytest.raises(urllib.error.HTTPError, match="503"):
        put(url, b"body")
    put(url, b"body")

    fail(s3=2)
    assert s3.get_object(Bucket=BUCKET, Key="presigned")["Body"].read() == b"body"


def test_faults_of_one_service_leave_the_others_alone(emulator, fail):
    fail(dynamodb=1)

    assert emulator.client("s3").list_buckets()["Buckets"]
    assert fail() == {"dynamodb": 1, "s3": 0}
