package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a management request asks for, in a line. Requests may hold secrets, such as a function's
 * environment variables: only parameters that are known to hold none are shown with their values,
 * of the others only the name.
 */
final class RequestText {
  private static final int LONGEST = 500;

  private static final Set<String> NAMES_OF_WHAT_IS_CHANGED = Set.of("tableName", "functionName");

  private static final Set<String> SHOWN =
      Set.of(
          // DynamoDB
          "readCapacityUnits",
          "writeCapacityUnits",
          "maxReadRequestUnits",
          "maxWriteRequestUnits",
          "readUnitsPerSecond",
          "writeUnitsPerSecond",
          "billingMode",
          "tableClass",
          "indexName",
          "regionName",
          "streamEnabled",
          "streamViewType",
          "deletionProtectionEnabled",
          "pointInTimeRecoveryEnabled",
          "sSEEnabled",
          "sSEType",
          "multiRegionConsistency",
          // Lambda
          "memorySize",
          "timeout",
          "runtime",
          "architectures",
          "packageType",
          "functionVersion",
          "qualifier",
          "name",
          "publish",
          "reservedConcurrentExecutions",
          "provisionedConcurrentExecutions",
          "enabled",
          "batchSize",
          "maximumBatchingWindowInSeconds",
          "maximumRecordAgeInSeconds",
          "maximumRetryAttempts",
          "parallelizationFactor",
          "bisectBatchOnFunctionError",
          "tumblingWindowInSeconds",
          "startingPosition",
          "functionResponseTypes",
          "eventSourceArn",
          "uUID");

  /** Below these the names are the user's own, so a harmless name means nothing. */
  private static final Set<String> OWN_NAMES_BELOW = Set.of("environment", "tags");

  private RequestText() {}

  /** Its parameters in the order of their names; at most {@value #LONGEST} characters. */
  static String of(JsonNode request) {
    Map<String, String> parameters = new TreeMap<>();
    flatten("", "", true, request, parameters);
    String text =
        parameters.entrySet().stream()
            .filter(parameter -> !NAMES_OF_WHAT_IS_CHANGED.contains(parameter.getKey()))
            .map(parameter -> parameter.getKey() + parameter.getValue())
            .collect(Collectors.joining(", "));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
  }

  private static void flatten(
      String path, String name, boolean known, JsonNode node, Map<String, String> parameters) {
    if (node.isValueNode()) {
      parameters.put(path, known && SHOWN.contains(name) ? '=' + node.asText() : "");
    }
    int i = 0;
    for (JsonNode element : node.isArray() ? node : MissingNode.getInstance()) {
      flatten(path + '[' + i++ + ']', name, known, element, parameters);
    }
    boolean knownBelow = known && !OWN_NAMES_BELOW.contains(name);
    node.fields()
        .forEachRemaining(
            field ->
                flatten(
                    path.isEmpty() ? field.getKey() : path + '.' + field.getKey(),
                    field.getKey(),
                    knownBelow,
                    field.getValue(),
                    parameters));
  }
}
