package io.flowlens.ingest.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.Arn;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Formats;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
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

  private final Json json;
  private final Formats formats;
  private int depth;

  public QueueMessage(Tools tools, Formats formats) {
    json = tools.json();
    this.formats = formats;
  }

  @Override
  public String id() {
    return "queue-message";
  }

  @Override
  public Set<String> marks() {
    return Set.of("receiptHandle", "ReceiptHandle", "md5OfBody", "MD5OfBody", "TopicArn");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode message = json.tree(payload);
    if (depth == DEEPEST) {
      throw new Unusable(
          DeadLetterReason.TOO_DEEP,
          "Messages carry each other deeper than " + DEEPEST + " levels.");
    }
    byte[] body = body(message);
    depth++;
    try {
      formats.decode(Payload.of(origin(message, payload.origin()), body, 0, body.length), events);
    } catch (Unusable e) {
      throw new Unusable(e.reason(), "What the message carries: " + e.getMessage());
    } finally {
      depth--;
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
