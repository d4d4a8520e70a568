"""One incident per anomaly: opens, updates and resolves it through an HTTP webhook.

The JSON has the field names of PagerDuty's Events API v2, which other services take too; for one that does not,
change event(). What was sent is kept in a DynamoDB table, so that a record that comes twice is sent once.
"""
import json
import os
import time
import urllib.request

import boto3

KNOWN_VERSION = 1
# These keep name and meaning in every version of the schema.
HEAD = ("schemaVersion", "id", "type", "revision", "status", "severity", "startedAt", "updatedAt", "summary", "parentId")
KEEP_SECONDS = 30 * 24 * 3600

table = boto3.resource("dynamodb").Table(os.environ["INCIDENTS_TABLE"])


def read(data):
    """The anomaly in a record's bytes; of a version that is not known, only the head. ValueError if it is none."""
    anomaly = json.loads(data)
    if not isinstance(anomaly, dict) or not {"schemaVersion", "id", "revision", "status"} <= anomaly.keys():
        raise ValueError("no anomaly")
    if anomaly["schemaVersion"] > KNOWN_VERSION:
        anomaly = {name: anomaly[name] for name in HEAD if name in anomaly}
    return anomaly


def take(anomaly):
    """Sends what is new about this anomaly. Raises what the webhook or the table raises: then take it again."""
    known = table.get_item(Key={"id": anomaly["id"]}, ConsistentRead=True).get("Item", {"revision": 0, "open": False})
    if known["revision"] >= anomaly["revision"]:
        return
    # A symptom (it has a parentId) is not worth a call of its own: its root is.
    call = anomaly["status"] in ("open", "updated") and anomaly["severity"] != "info" and "parentId" not in anomaly
    if call or known["open"]:
        send(event(anomaly, "trigger" if call else "resolve"))
    table.put_item(
        Item={"id": anomaly["id"], "revision": anomaly["revision"], "open": call,
              "expiresAt": int(time.time()) + KEEP_SECONDS},
        ConditionExpression="attribute_not_exists(id) OR revision < :revision",
        ExpressionAttributeValues={":revision": anomaly["revision"]},
    )


def source(root):
    """The edge or the node where the anomaly begins; a newer schema's root is not read."""
    if not root:
        return "flowlens"
    if "node" in root:
        return root["node"]["name"]
    return f"{root['from']['name']} → {root['to']['name']}"


def event(anomaly, action):
    root = anomaly.get("root")
    return {
        "routing_key": os.environ.get("ROUTING_KEY", ""),
        "event_action": action,
        "dedup_key": anomaly["id"],
        "payload": {
            "summary": anomaly["summary"][:1024],
            "severity": anomaly["severity"],
            "source": source(root),
            "timestamp": anomaly["startedAt"],
            "custom_details": {
                "type": anomaly["type"],
                "status": anomaly["status"],
                "revision": anomaly["revision"],
                "findings": anomaly.get("findings", []),
                "recommendations": [f"{r['action']}: {r['where']}" for r in anomaly.get("recommendations", [])],
            },
        },
    }


def send(body):
    request = urllib.request.Request(
        os.environ["WEBHOOK_URL"], json.dumps(body).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=5).close()
