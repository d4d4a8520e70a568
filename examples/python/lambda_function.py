"""An AWS Lambda function for an event source mapping of the anomaly stream that has ReportBatchItemFailures on."""
import base64
import logging

import incidents

log = logging.getLogger()


def handler(event, context):
    """Takes the records in their order. Lambda sends again from the first one that failed."""
    for record in event["Records"]:
        sequence = record["kinesis"]["sequenceNumber"]
        try:
            anomaly = incidents.read(base64.b64decode(record["kinesis"]["data"]))
        except ValueError:
            log.error("Record %s is no anomaly: left out, since it would not be one the next time.", sequence)
            continue
        try:
            incidents.take(anomaly)
        except Exception:
            log.exception("Anomaly %s revision %s failed, to be tried again.", anomaly["id"], anomaly["revision"])
            return {"batchItemFailures": [{"itemIdentifier": sequence}]}
    return {"batchItemFailures": []}
