"""python send.py PARENT URL: sends requests through the client that openapi-python-client generated as PARENT/carethread_client.

One line of JSON in for each request, one line of JSON out for each answer (src/generated-client.ts). Bodies are read into the models of
the client and answers are written from them: a member that a model does not know is missing on the way.
"""

import datetime
import enum
import importlib
import inspect
import json
import re
import sys
import typing
import uuid

sys.path.insert(0, sys.argv[1])
from carethread_client import AuthenticatedClient  # noqa: E402


# The generator (0.29.1) writes from_dict with a local variable d, which a member called d overwrites: the model cannot be read.
UNREADABLE = {"get_person_file"}


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def typed(value, annotation):
    """The value as one of the types that the parameter may have."""
    for one in typing.get_args(annotation) or (annotation,):
        if hasattr(one, "from_dict") and isinstance(value, dict):
            return one.from_dict(value)
        if one is uuid.UUID:
            return uuid.UUID(value)
        if one in (datetime.datetime, datetime.date):
            return (datetime.date if len(value) == len("2026-03-02") else datetime.datetime).fromisoformat(value)
        if isinstance(one, enum.EnumMeta):
            return one(value)
    return value


for line in sys.stdin:
    request = json.loads(line)
    headers = request["headers"]
    token = headers.pop("authorization").removeprefix("Bearer ")
    client = AuthenticatedClient(base_url=sys.argv[2], token=token, headers={"x-purpose": headers.pop("x-purpose")})
    tag, operation = snake(request["tag"]), snake(request["operationId"])
    module = importlib.import_module(f"carethread_client.api.{tag}.{operation}")
    wanted = inspect.signature(module.sync_detailed).parameters
    given = {**request.get("path", {}), **request.get("query", {}), **headers}
    # Where a body may be left out, this client sends its content type all the same, and the platform refuses that as an empty body.
    if "body" in wanted:
        given["body"] = request.get("body", {})
    arguments = {snake(name): typed(value, wanted[snake(name)].annotation) for name, value in given.items()}
    if operation in UNREADABLE:
        answer = client.get_httpx_client().request(**module._get_kwargs(**arguments))
        body = answer.json()
    else:
        answer = module.sync_detailed(client=client, **arguments)
        body = json.loads(answer.content) if answer.parsed is None else answer.parsed.to_dict()
    print(json.dumps({"status": answer.status_code, "body": body, "etag": answer.headers.get("etag")}), flush=True)
