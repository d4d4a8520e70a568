package io.flowlens.ingest.logs;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Formats;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Unusable;
import io.flowlens.schemas.DeadLetterReason;

/**
 * Decodes the messages of log events: where it can as they stand in the batch, which saves copying
 * each of them, else unescaped.
 */
final class Messages {
  private final Formats formats;

  Messages(Formats formats) {
    this.formats = formats;
  }

  /** Reads a log event; says what is wrong with it, or null. */
  Unusable logEvent(Cursor cursor, Origin origin, Events events) throws Cursor.Refused {
    if (!cursor.object()) {
      cursor.skip();
      return noMessage();
    }
    Unusable fault = null;
    boolean told = false;
    while (cursor.nextField()) {
      if (!told && cursor.name().equals("message") && cursor.isString()) {
        fault = message(cursor, origin, events);
        told = true;
      } else {
        cursor.skip();
      }
    }
    return told ? fault : noMessage();
  }

  private static Unusable noMessage() {
    return new Unusable(DeadLetterReason.MISSING_FIELD, "It has no message.");
  }

  private Unusable message(Cursor cursor, Origin origin, Events events) throws Cursor.Refused {
    if (formats.decodeEscaped(cursor, origin, events)) {
      return null;
    }
    byte[] text = cursor.utf8();
    try {
      formats.decode(Payload.of(origin, text, 0, text.length), events);
      return null;
    } catch (Unusable e) {
      return e;
    }
  }
}
