package io.flowlens.ingest.otlp;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import io.flowlens.ingest.span.SpanMeaning;
import io.flowlens.ingest.span.SpanReader;
import java.io.IOException;
import java.util.Set;

/**
 * Spans as OpenTelemetry exporters write them in JSON (OTLP): a whole request, {@code
 * {"resourceSpans": […]}}, or the part of one resource, {@code {"resource": …, "scopeSpans": […]}}.
 */
public final class OtlpTrace implements Format {
  private final Json json;
  private final Cursor cursor;
  private final SpanReader reader = new SpanReader(false);
  private final SpanMeaning meaning;

  public OtlpTrace(Tools tools) {
    json = tools.json();
    cursor = tools.cursor();
    meaning = new SpanMeaning(tools);
  }

  @Override
  public String id() {
    return "otlp-trace";
  }

  @Override
  public Set<String> marks() {
    return Set.of("resourceSpans", "scopeSpans");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    Walk walk = new Walk(payload.origin(), events);
    payload.openObject(cursor);
    walk.resourceSpans();
    payload.close(cursor);
    walk.bad.emit(payload, json, events);
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
    void resourceSpans() throws Cursor.Refused {
      reader.noResource();
      boolean known = false;
      int early = -1;
      while (cursor.nextField()) {
        switch (cursor.name()) {
          case "resource":
            reader.resource(cursor);
            known = true;
            break;
          case "resourceSpans":
            each(this::resourceSpans);
            break;
          case "scopeSpans":
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
    private void late(int early) throws Cursor.Refused {
      int here = cursor.position();
      cursor.back(early);
      each(this::scopeSpans);
      cursor.back(here);
    }

    private void scopeSpans() throws Cursor.Refused {
      while (cursor.nextField()) {
        if (cursor.name().equals("spans")) {
          each(this::span);
        } else {
          cursor.skip();
        }
      }
    }

    private void span() throws Cursor.Refused {
      reader.read(cursor);
      Events.Mark mark = events.mark();
      try {
        meaning.emit(reader.span(), origin, events);
        bad.good();
      } catch (Unusable e) {
        events.rollback(mark);
        bad.add(e);
      }
    }
  }

  /** What is done with each object of an array, which was entered. */
  private interface Element {
    void read() throws Cursor.Refused;
  }

  private void each(Element element) throws Cursor.Refused {
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
