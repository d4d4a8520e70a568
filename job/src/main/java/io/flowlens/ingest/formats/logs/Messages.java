package io.flowlens.ingest.logs;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Formats;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import io.flowlens.ingest.lambda.PlatformLine;
import io.flowlens.schemas.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Decodes the messages of log events: where it can as they stand in the batch, which saves copying
 * each of them, else unescaped.
 */
final class Messages {
  /** What the lines of a function's own log may be without being anybody's concern. */
  private static final Set<String> FOREIGN =
      Set.of(
          DeadLetterReason.BAD_JSON,
          DeadLetterReason.BAD_UTF8,
          DeadLetterReason.TOO_DEEP,
          DeadLetterReason.UNKNOWN_FORMAT);

  private final Formats formats;
  private final PlatformLine platformLine;

  Messages(Tools tools, Formats formats) {
    this.formats = formats;
    platformLine = new PlatformLine(tools);
  }

  /** Reads a log event; says what is wrong with it, or null. */
  Unusable logEvent(Cursor cursor, Origin origin, Events events) throws Cursor.Refused {
    if (!cursor.object()) {
      cursor.skip();
      return noMessage();
    }
    long timestamp = -1;
    byte[] line = null;
    boolean told = false;
    while (cursor.nextField()) {
      if (!told && cursor.name().equals("message") && cursor.isString()) {
        told = true;
        line = formats.decodeEscaped(cursor, origin, events) ? null : cursor.utf8();
      } else if (origin.function() != null && cursor.name().equals("timestamp")) {
        timestamp = cursor.whole(-1);
      } else {
        cursor.skip();
      }
    }
    if (line != null) {
      return message(line, timestamp, origin, events);
    }
    return told ? null : noMessage();
  }

  private static Unusable noMessage() {
    return new Unusable(DeadLetterReason.MISSING_FIELD, "It has no message.");
  }

  private Unusable message(byte[] text, long timestamp, Origin origin, Events events) {
    try {
      if (origin.function() != null && !isObject(text)) {
        String line = new String(text, StandardCharsets.UTF_8);
        platformLine.emit(line, timestamp, origin, events);
      } else {
        formats.decode(Payload.of(origin, text, 0, text.length), events);
      }
      return null;
    } catch (Unusable e) {
      return origin.function() != null && FOREIGN.contains(e.reason()) ? passed(e, events) : e;
    }
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
