package io.flowlens.ingest.formats.logs;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.PayloadDecoder;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.lambda.PlatformLine;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.schemas.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Decodes the messages of log events: where it can as they stand in the batch, which saves copying
 * each of them, else unescaped.
 */
final class Messages {
  /** What the lines of a log may be without being anybody's concern. */
  private static final Set<String> FOREIGN =
      Set.of(
          DeadLetterReason.BAD_JSON,
          DeadLetterReason.BAD_UTF8,
          DeadLetterReason.TOO_DEEP,
          DeadLetterReason.UNKNOWN_FORMAT);

  /** How the JSON of a machine begins; what an application prints for people hardly does. */
  private static final byte[] JSON_BEGINS = {'{', '"'};

  private final PayloadDecoder decoder;
  private final PlatformLine platformLine;

  Messages(Tools tools, PayloadDecoder decoder) {
    this.decoder = decoder;
    platformLine = new PlatformLine(tools);
  }

  /**
   * Reads a log event.
   *
   * @param batch the payload that the log event is part of
   * @return why it cannot be used; null where it can
   */
  Unusable logEvent(Cursor cursor, Payload batch, Origin origin, Events events) throws NotJson {
    if (!cursor.object()) {
      cursor.skip();
      return noMessage();
    }
    long timestamp = -1;
    byte[] line = null;
    boolean found = false;
    while (cursor.nextField()) {
      if (!found && cursor.isNamed("message") && cursor.isString()) {
        found = true;
        line =
            decoder.decodeEscaped(batch.carryingString(origin, cursor), cursor, events)
                ? null
                : cursor.utf8();
      } else if (origin.function() != null && cursor.isNamed("timestamp")) {
        timestamp = cursor.whole(-1);
      } else {
        cursor.skip();
      }
    }
    if (line != null) {
      return message(batch.carrying(origin, line), line, timestamp, events);
    }
    return found ? null : noMessage();
  }

  private static Unusable noMessage() {
    return new Unusable(DeadLetterReason.MISSING_FIELD, "It has no message.");
  }

  private Unusable message(Payload message, byte[] text, long timestamp, Events events) {
    Origin origin = message.origin();
    try {
      if (origin.function() != null && !isObject(text)) {
        String line = new String(text, StandardCharsets.UTF_8);
        platformLine.emit(line, timestamp, origin, events);
      } else {
        decoder.decode(message, events);
      }
      return null;
    } catch (Unusable e) {
      return isOwnLine(e, text, origin) ? passed(e, events) : e;
    }
  }

  /**
   * Whether an application printed the line for itself. All of a function's log may be that. In
   * other logs JSON that is broken may be evidence that was cut off, and so may anything be in the
   * log of spans, to which only spans belong.
   */
  private static boolean isOwnLine(Unusable e, byte[] text, Origin origin) {
    if (!FOREIGN.contains(e.reason()) || origin.isSpanLog()) {
      return false;
    }
    boolean cutOff =
        !e.reason().equals(DeadLetterReason.UNKNOWN_FORMAT)
            && Arrays.mismatch(text, JSON_BEGINS) == JSON_BEGINS.length;
    return origin.function() != null || !cutOff;
  }

  private static Unusable passed(Unusable foreign, Events events) {
    if (foreign.reason().equals(DeadLetterReason.UNKNOWN_FORMAT)) {
      events.unknownLine();
    } else {
      events.textLine();
    }
    return null;
  }

  private static boolean isObject(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return false;
  }
}
