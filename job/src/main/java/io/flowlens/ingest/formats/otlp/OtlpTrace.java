package io.flowlens.ingest.formats.otlp;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SpanDecoder;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.json.NotJson;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * Spans as OpenTelemetry exporters write them in JSON (OTLP): a whole request, {@code
 * {"resourceSpans": […]}}, or the part of one resource, {@code {"resource": …, "scopeSpans": […]}}.
 * Other spellings of the same are read too, see {@link Spelling}.
 */
public final class OtlpTrace implements Format {
  static final String ID = "otlp-trace";

  private final Json json;
  private final Cursor cursor;
  private final SpanDecoder spans;

  public OtlpTrace(Tools tools) {
    json = tools.json();
    cursor = tools.cursor();
    spans = new SpanDecoder(false, tools);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> marks() {
    return Set.of("resourceSpans", "scopeSpans", Spelling.OLD_SCOPES, Spelling.SNAKE);
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of(Spelling.TEMPO, Spelling.TRACE);
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    if (decodeUsual(payload, events) > 0) {
      return;
    }
    byte[] usual = Spelling.usual(payload, json);
    if (usual == null || decodeUsual(payload.carrying(payload.origin(), usual), events) == 0) {
      boolean weak = usual != null && !payload.tree(json).has(Spelling.SNAKE);
      throw new Unusable(
          weak ? DeadLetterReason.UNKNOWN_FORMAT : DeadLetterReason.MISSING_FIELD,
          "The payload has no spans.");
    }
  }

  /** Decodes what is spelt as usual; returns how many spans that were. */
  private int decodeUsual(Payload payload, Events events) throws IOException, Unusable {
    Walk walk = new Walk(payload.origin(), events);
    payload.openObject(cursor);
    walk.resourceSpans();
    payload.close(cursor);
    walk.bad.emit(new JsonWriter(payload, json), events);
    return walk.bad.spans();
  }

  /** One payload on its way. */
  private final class Walk {
    private final Origin origin;
    private final Events events;
    private final BadSpans bad = new BadSpans();

    Walk(Origin origin, Events events) {
      this.origin = origin;
      this.events = events;
    }

    /** An object that holds a resource and its scopes, or more such objects. */
    void resourceSpans() throws NotJson {
      spans.noResource();
      boolean known = false;
      int early = -1;
      while (cursor.nextField()) {
        switch (cursor.name()) {
          case "resource":
            spans.resource(cursor);
            known = true;
            break;
          case "resourceSpans":
            each(this::resourceSpans);
            break;
          case "scopeSpans":
          case Spelling.OLD_SCOPES:
            if (known) {
              each(this::scopeSpans);
            } else {
              early = cursor.position();
              cursor.skip();
            }
            break;
          default:
            cursor.skip();
            break;
        }
      }
      if (early >= 0) {
        late(early);
      }
    }

    /** Spans that came before their resource. */
    private void late(int early) throws NotJson {
      int here = cursor.position();
      cursor.back(early);
      each(this::scopeSpans);
      cursor.back(here);
    }

    private void scopeSpans() throws NotJson {
      while (cursor.nextField()) {
        if (cursor.name().equals("spans")) {
          each(this::span);
        } else {
          cursor.skip();
        }
      }
    }

    private void span() throws NotJson {
      spans.read(cursor);
      Events.Mark mark = events.mark();
      try {
        spans.emit(origin, events);
        bad.good();
      } catch (Unusable e) {
        events.rollback(mark);
        bad.add(e);
      }
    }
  }

  /** What is done with each object of an array, which was entered. */
  private interface Element {
    void read() throws NotJson;
  }

  private void each(Element element) throws NotJson {
    if (!cursor.array()) {
      cursor.skip();
      return;
    }
    while (cursor.nextElement()) {
      if (cursor.object()) {
        element.read();
      } else {
        cursor.skip();
      }
    }
  }
}
