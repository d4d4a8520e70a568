package io.flowlens.look.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is kept of a CloudTrail record: who changed what when, but no value of a secret. */
final class TrailFields {
  private static final List<String> KEPT =
      List.of(
          "eventVersion",
          "eventTime",
          "eventSource",
          "eventName",
          "awsRegion",
          "errorCode",
          "requestID",
          "eventID",
          "readOnly",
          "resources",
          "eventType",
          "managementEvent",
          "recipientAccountId",
          "eventCategory");

  private static final List<String> WHO =
      List.of("type", "arn", "accountId", "userName", "invokedBy", "sessionContext");

  /** Settings of functions and tables that are numbers, modes or names of AWS's own. */
  private static final Set<String> SETTINGS =
      Set.of(
          "tablename",
          "functionname",
          "billingmode",
          "provisionedthroughput",
          "readcapacityunits",
          "writecapacityunits",
          "globalsecondaryindexupdates",
          "replicaupdates",
          "streamspecification",
          "streamenabled",
          "streamviewtype",
          "tableclass",
          "deletionprotectionenabled",
          "indexname",
          "create",
          "update",
          "delete",
          "regionname",
          "memorysize",
          "timeout",
          "runtime",
          "handler",
          "publish",
          "uuid",
          "batchsize",
          "enabled",
          "eventsourcearn",
          "startingposition",
          "maximumretryattempts",
          "maximumrecordageinseconds",
          "bisectbatchonfunctionerror",
          "parallelizationfactor",
          "maximumbatchingwindowinseconds",
          "reservedconcurrentexecutions",
          "provisionedconcurrentexecutions",
          "qualifier",
          "functionversion",
          "name");

  private TrailFields() {}

  /** The record with nothing else in it. */
  static ObjectNode only(JsonNode record) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    copy(record, KEPT, kept);
    if (record.path("userIdentity").isObject()) {
      copy(record.path("userIdentity"), WHO, kept.putObject("userIdentity"));
    }
    JsonNode asked = record.path("requestParameters");
    kept.set("requestParameters", asked.isObject() ? settings(asked) : null);
    JsonNode arn = record.path("responseElements").path("functionArn");
    if (arn.isTextual()) {
      kept.putObject("responseElements").set("functionArn", arn);
    }
    return kept;
  }

  private static void copy(JsonNode from, List<String> names, ObjectNode to) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.get(name));
      }
    }
  }

  private static JsonNode settings(JsonNode asked) {
    if (asked.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      asked.forEach(element -> list.add(settings(element)));
      return list;
    }
    if (!asked.isObject()) {
      return asked;
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    asked
        .properties()
        .forEach(
            field -> {
              if (SETTINGS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                kept.set(field.getKey(), settings(field.getValue()));
              }
            });
    return kept;
  }
}
