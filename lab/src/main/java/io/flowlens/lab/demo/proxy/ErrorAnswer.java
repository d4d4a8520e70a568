package io.flowlens.lab.demo.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.localaws.LocalAws;
import java.nio.charset.StandardCharsets;

/**
 * An error as DynamoDB sends it.
 *
 * @param status the HTTP status; throttling is a 400, not a 429
 * @param body the error's JSON, with its {@code __type}
 */
public record ErrorAnswer(int status, ObjectNode body) {

  /** The table's provisioned write throughput is used up. */
  public static ErrorAnswer writesThrottled(String region, String table) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException");
    body.put(
        "message",
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
            + " provisioning level with the UpdateTable API.");
    body.putArray("ThrottlingReasons")
        .addObject()
        .put("reason", "TableWriteProvisionedThroughputExceeded")
        .put("resource", "arn:aws:dynamodb:" + region + ":" + LocalAws.ACCOUNT + ":table/" + table);
    return new ErrorAnswer(400, body);
  }

  byte[] bytes() {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
