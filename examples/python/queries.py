"""Reads the edge table.

    queries.py TABLE history EDGE_ID     one edge's last hour
    queries.py TABLE minute              every edge of the last whole minute
    queries.py TABLE anomalies [DAY]     the anomalies that started on a day of UTC, the latest first
    queries.py TABLE waste [MINUTES]     the edges that wasted most in the last minutes (15)
"""
import collections
import datetime
import sys

import boto3
from boto3.dynamodb.conditions import Key

SPREAD = 4  # A minute's edges lie in this many partitions of the index.
MINUTE = datetime.timedelta(minutes=1)


def text(time):
    """A time as it stands in keys: UTC, with a Z, and no fraction of a second."""
    return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def query(table, **arguments):
    """All pages of a query; one page holds 1 MB."""
    while True:
        page = table.query(**arguments)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def history(table, edge_id, start, end):
    """The rows of one edge whose minute began from start to end, both included, oldest first."""
    between = Key("sk").between("60#" + text(start), "60#" + text(end))
    return list(query(table, KeyConditionExpression=Key("pk").eq("edge#" + edge_id) & between))


def minute(table, start):
    """The rows of all edges of one minute."""
    keys = [f"60#{text(start)}#{spread}" for spread in range(SPREAD)]
    return [row for key in keys
            for row in query(table, IndexName="byWindow", KeyConditionExpression=Key("window").eq(key))]


def anomalies(table, day):
    """The anomalies that started on a day of UTC, each at its last revision, the latest first."""
    return list(query(table, KeyConditionExpression=Key("pk").eq(f"anomaly#{day}"), ScanIndexForward=False))


def waste(table, start, minutes):
    """Edges by write units that failed attempts cost, then by retries: (units, retries, edge id), the worst first."""
    units, retries = collections.Counter(), collections.Counter()
    for number in range(minutes):
        for row in minute(table, start + number * MINUTE):
            units[row["edgeId"]] += row["wastedWriteUnits"]
            retries[row["edgeId"]] += row["retries"]
    return sorted(((units[edge], retries[edge], edge) for edge in units if units[edge] or retries[edge]), reverse=True)


def main(name, command, argument=None):
    table = boto3.resource("dynamodb").Table(name)
    now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
    if command == "history":
        for row in history(table, argument, now - 60 * MINUTE, now):
            print(row["windowStart"], row["calls"], row["attempts"], row["failed"])
    elif command == "minute":
        for row in minute(table, now - MINUTE):
            print(row["calls"], row["edgeId"])
    elif command == "anomalies":
        for row in anomalies(table, argument or now.date()):
            print(row["startedAt"], row["status"], row["severity"], row["summary"])
    elif command == "waste":
        minutes = int(argument or 15)
        for units, retries, edge in waste(table, now - minutes * MINUTE, minutes):
            print(units, retries, edge)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:]) if 3 <= len(sys.argv) <= 4 else sys.exit(__doc__)
