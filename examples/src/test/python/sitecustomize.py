"""Lets a boto3 before 1.28 do what newer ones do by themselves: call AWS_ENDPOINT_URL_<SERVICE>."""
import os

import boto3.session

_client = boto3.session.Session.client


def client(self, service_name, *arguments, **named):
    endpoint = os.environ.get("AWS_ENDPOINT_URL_" + service_name.upper())
    if endpoint and not named.get("endpoint_url"):
        named["endpoint_url"] = endpoint
    return _client(self, service_name, *arguments, **named)


boto3.session.Session.client = client
