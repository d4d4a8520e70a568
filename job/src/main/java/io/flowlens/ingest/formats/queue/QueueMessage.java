package io.flowlens.ingest.formats.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.PayloadDecoder;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A message of SQS or SNS as a pipe or function puts it into Kinesis: what it carries is decoded as
 * if it had come by itself. That is how records that Lambda sends to such a destination get here.
 */
public final class QueueMessage implements Format {
  /** A notification in a message of a queue in a message of another. */
  private static final int DEEPEST = 3;

  /** Around a notification, as a function gets it. */
  private static final String SNS = "Sns";

  private final Json json;
  private final PayloadDecoder decoder;

  public QueueMessage(Tools tools, PayloadDecoder decoder) {
    json = tools.json();
    this.decoder = decoder;
  }

  @Override
  public String id() {
    return "queue-message";
  }

  @Override
  public Set<String> marks() {
    return Set.of("receiptHandle", "ReceiptHandle", "md5OfBody", "MD5OfBody", "TopicArn", SNS);
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode outer = payload.tree(json);
    JsonNode message = outer.has(SNS) ? outer.path(SNS) : outer;
    if (payload.depth() == DEEPEST) {
      throw new Unusable(
          DeadLetterReason.TOO_DEEP,
          "Messages carry each other deeper than " + DEEPEST + " levels.");
    }
    byte[] body = body(message);
    try {
      decoder.decode(payload.carrying(origin(message, payload.origin()), body), events);
    } catch (Unusable e) {
      throw new Unusable(e.reason(), "What the message carries: " + e.getMessage());
    }
  }

  private byte[] body(JsonNode message) throws Unusable {
    for (String field : new String[] {"body", "Body", "Message"}) {
      JsonNode body = message.path(field);
      if (body.isTextual()) {
        return body.textValue().getBytes(StandardCharsets.UTF_8);
      }
      if (body.isObject()) {
        return json.write(body);
      }
    }
    throw new Unusable(DeadLetterReason.MISSING_FIELD, "The message has no body.");
  }

  private static Origin origin(JsonNode message, Origin outer) {
    String source = message.path("eventSourceARN").asText(message.path("TopicArn").asText());
    Arn arn = Arn.of(source);
    return arn == null ? outer : outer.in(arn.account(), arn.region());
  }
}
