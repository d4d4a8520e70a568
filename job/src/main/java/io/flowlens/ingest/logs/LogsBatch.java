package io.flowlens.ingest.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import java.util.Set;

/**
 * What a CloudWatch Logs subscription puts into Kinesis: a batch of log events, whose messages are
 * payloads of any format. The account is the batch's owner.
 */
public final class LogsBatch implements Format {
  private static final String CONTROL_MESSAGE = "CONTROL_MESSAGE";
  private static final String DATA_MESSAGE = "DATA_MESSAGE";

  private final Json json;
  private final Formats formats;

  public LogsBatch(Tools tools, Formats formats) {
    this.json = tools.json();
    this.formats = formats;
  }

  @Override
  public String id() {
    return "logs-batch";
  }

  @Override
  public Set<String> marks() {
    return Set.of("messageType", "logEvents", "logGroup", "subscriptionFilters");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    Batch batch = new Batch(payload, events);
    walk(payload, batch);
    if (batch.eventsCameFirst && !batch.isControl()) {
      // Who owns the batch was not known yet when its log events came: walk again, now knowing it.
      walk(payload, batch);
    }
    batch.finish();
  }

  private void walk(Payload payload, Batch batch) throws IOException, Unusable {
    try (JsonParser parser = json.openObject(payload)) {
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        if (field.equals("messageType")) {
          batch.messageType = text(parser);
        } else if (field.equals("owner")) {
          batch.owner = text(parser);
        } else if (field.equals("logEvents")) {
          batch.logEvents(parser);
        }
        parser.skipChildren();
      }
      json.end(parser);
    }
  }

  private static String text(JsonParser parser) throws IOException {
    return parser.currentToken().isScalarValue() ? parser.getText() : "";
  }

  /** One batch on its way. */
  private final class Batch {
    private final Payload payload;
    private final Events events;
    private final BadLogEvents bad = new BadLogEvents();

    private String messageType;
    private String owner;
    private boolean eventsCameFirst;
    private int count = -1;

    Batch(Payload payload, Events events) {
      this.payload = payload;
      this.events = events;
    }

    boolean isControl() {
      return CONTROL_MESSAGE.equals(messageType);
    }

    void logEvents(JsonParser parser) throws IOException, Unusable {
      if (isControl()) {
        return;
      }
      if (!eventsCameFirst && (messageType == null || owner == null)) {
        eventsCameFirst = true;
        return;
      }
      if (parser.currentToken() != JsonToken.START_ARRAY || count >= 0) {
        throw new Unusable(DeadLetterReason.WRONG_TYPE, "The batch's logEvents is not one array.");
      }
      Origin origin = payload.origin().in(owner, null);
      for (count = 0; parser.nextToken() != JsonToken.END_ARRAY; count++) {
        try {
          logEvent(parser, origin);
        } catch (Unusable e) {
          bad.add(count, e);
        }
      }
    }

    private void logEvent(JsonParser parser, Origin origin) throws IOException, Unusable {
      Unusable fault = null;
      boolean told = false;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        for (String field; (field = parser.nextFieldName()) != null; ) {
          JsonToken value = parser.nextToken();
          if (field.equals("message") && value == JsonToken.VALUE_STRING && !told) {
            told = true;
            fault = message(parser, origin);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
      if (fault != null) {
        throw fault;
      }
      if (!told) {
        throw new Unusable(DeadLetterReason.MISSING_FIELD, "It has no message.");
      }
    }

    /** Decodes a message; says what is wrong with it, or null. */
    private Unusable message(JsonParser parser, Origin origin) throws IOException {
      char[] chars = parser.getTextCharacters();
      Payload message = Payload.of(origin, chars, parser.getTextOffset(), parser.getTextLength());
      try {
        formats.decode(message, events);
        return null;
      } catch (Unusable e) {
        return e;
      }
    }

    void finish() throws Unusable, IOException {
      if (isControl()) {
        events.controlMessage();
        return;
      }
      if (messageType != null && !DATA_MESSAGE.equals(messageType)) {
        throw new Unusable(
            DeadLetterReason.WRONG_TYPE,
            "The batch's messageType is neither DATA_MESSAGE nor CONTROL_MESSAGE.");
      }
      if (count < 0) {
        throw new Unusable(DeadLetterReason.MISSING_FIELD, "The batch has no logEvents.");
      }
      bad.emit(payload, count, json, events);
    }
  }
}
