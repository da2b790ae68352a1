"""Turns template.yaml into the CloudFormation that SAM would deploy, without an account.

    python3 infra/transform.py template.yaml OUT.json

Local paths become places in a bucket, as `sam package` would make them; each must be named by a build of this project.
"""

import json
import os
import pathlib
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.internal.managed_policies import get_bundled_managed_policy_map  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

LOCAL = {
    "AWS::Serverless::Function": ("CodeUri", "zip"),
    "AWS::Serverless::StateMachine": ("DefinitionUri", "asl.json"),
}


class BundledPolicies:
    """The managed policies that SAM knows by heart; others would be asked of the account."""

    def load(self):
        return get_bundled_managed_policy_map("aws")


def deployed(source):
    """The template at this path as CloudFormation."""
    template = yaml_parse(pathlib.Path(source).read_text())
    for name, resource in template["Resources"].items():
        field, ending = LOCAL.get(resource["Type"], (None, None))
        properties = resource.get("Properties", {})
        if field in properties:
            properties[field] = f"s3://artifacts/{name}.{ending}"
    parameters = {name: parameter.get("Default") for name, parameter in template.get("Parameters", {}).items()}
    parameters |= {"AWS::Region": os.environ["AWS_DEFAULT_REGION"], "AWS::Partition": "aws"}
    return transform(template, parameters, BundledPolicies())


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).write_text(json.dumps(deployed(sys.argv[1]), indent=2))
