package io.flowlens.ingest.formats.logs;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.PayloadDecoder;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * What a CloudWatch Logs subscription puts into Kinesis: a batch of log events, whose messages are
 * payloads of any format. The account is the batch's owner.
 *
 * <p>What is unusable becomes a dead letter, but the lines that an application prints for itself do
 * not: a log full of them would bury the dead letters that matter.
 */
public final class LogsBatch implements Format {
  private static final String CONTROL_MESSAGE = "CONTROL_MESSAGE";
  private static final String DATA_MESSAGE = "DATA_MESSAGE";

  private final Json json;
  private final Cursor cursor;
  private final Messages messages;
  private boolean busy;

  public LogsBatch(Tools tools, PayloadDecoder decoder) {
    json = tools.json();
    cursor = tools.cursor();
    messages = new Messages(tools, decoder);
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
    if (busy) {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT, "A batch of log events is inside another.");
    }
    busy = true;
    try {
      new Batch(payload, events).decode();
    } finally {
      busy = false;
    }
  }

  /** One batch on its way. */
  private final class Batch {
    private final Payload payload;
    private final Events events;
    private final BadLogEvents bad = new BadLogEvents();

    private String messageType;
    private String owner;
    private String logGroup;
    private boolean seen;
    private int count = -1;

    Batch(Payload payload, Events events) {
      this.payload = payload;
      this.events = events;
    }

    void decode() throws IOException, Unusable {
      payload.openObject(cursor);
      int early = -1;
      while (cursor.nextField()) {
        switch (cursor.name()) {
          case "messageType":
            messageType = cursor.symbol();
            break;
          case "owner":
            owner = cursor.symbol();
            break;
          case "logGroup":
            logGroup = cursor.symbol();
            break;
          case "logEvents":
            early = logEventsOrSkip();
            break;
          default:
            cursor.skip();
            break;
        }
      }
      payload.close(cursor);
      checkType();
      if (early >= 0 && !isControl()) {
        cursor.back(early);
        logEvents();
      }
      finish();
    }

    /**
     * Reads the log events, or skips them: of a control message, and where it is not known yet
     * whose and of what they are.
     *
     * @return the place of log events that are to be read later, or -1
     */
    private int logEventsOrSkip() throws IOException, Unusable {
      if (seen) {
        throw wrong("The batch has logEvents twice.");
      }
      seen = true;
      int place = cursor.position();
      if (messageType != null && owner != null && logGroup != null && !isControl()) {
        checkType();
        logEvents();
        return -1;
      }
      cursor.skip();
      return place;
    }

    private void logEvents() throws IOException, Unusable {
      if (!cursor.array()) {
        throw wrong("The batch's logEvents is not an array.");
      }
      Origin origin = payload.origin().in(owner, null).inLogGroup(logGroup);
      for (count = 0; cursor.nextElement(); count++) {
        Unusable fault = messages.logEvent(cursor, payload, origin, events);
        if (fault != null) {
          bad.add(count, fault);
        }
      }
    }

    private boolean isControl() {
      return CONTROL_MESSAGE.equals(messageType);
    }

    private void checkType() throws Unusable {
      if (messageType != null && !DATA_MESSAGE.equals(messageType) && !isControl()) {
        throw wrong("The batch's messageType is neither DATA_MESSAGE nor CONTROL_MESSAGE.");
      }
    }

    private void finish() throws Unusable, IOException {
      if (isControl()) {
        events.controlMessage();
      } else if (count < 0) {
        throw new Unusable(DeadLetterReason.MISSING_FIELD, "The batch has no logEvents.");
      } else if (count == 0) {
        events.ignored();
      } else {
        bad.emit(payload, count, json, events);
      }
    }

    private Unusable wrong(String detail) {
      return new Unusable(DeadLetterReason.WRONG_TYPE, detail);
    }
  }
}
