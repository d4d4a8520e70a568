package io.flowlens.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
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
  private final SpanReader reader;
  private final SpanMeaning meaning;

  public OtlpTrace(Tools tools) {
    json = tools.json();
    reader = new SpanReader(tools.symbols());
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
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    Walk walk = new Walk(payload, events);
    try (JsonParser parser = json.openObject(payload)) {
      walk.resourceSpans(parser);
      json.end(parser);
    }
    walk.bad.emit(payload, json, events);
  }

  /** One payload on its way. */
  private final class Walk {
    private final Payload payload;
    private final Events events;
    private final BadSpans bad = new BadSpans();

    Walk(Payload payload, Events events) {
      this.payload = payload;
      this.events = events;
    }

    /** An object that holds a resource and its scopes, or more such objects. */
    void resourceSpans(JsonParser parser) throws IOException {
      reader.noResource();
      boolean known = false;
      TokenBuffer early = null;
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        if (field.equals("resource")) {
          reader.resource(parser);
          known = true;
        } else if (field.equals("resourceSpans")) {
          each(parser, this::resourceSpans);
        } else if (field.equals("scopeSpans") && known) {
          each(parser, this::scopeSpans);
        } else if (field.equals("scopeSpans")) {
          early = early == null ? new TokenBuffer(parser) : early;
          early.copyCurrentStructure(parser);
        }
        parser.skipChildren();
      }
      if (early != null) {
        late(early);
      }
    }

    /** Spans that came before their resource. */
    private void late(TokenBuffer early) throws IOException {
      try (JsonParser parser = early.asParser()) {
        while (parser.nextToken() != null) {
          each(parser, this::scopeSpans);
          parser.skipChildren();
        }
      }
    }

    private void scopeSpans(JsonParser parser) throws IOException {
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        if (field.equals("spans")) {
          each(parser, this::span);
        }
        parser.skipChildren();
      }
    }

    private void span(JsonParser parser) throws IOException {
      reader.begin();
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        reader.field(field, parser);
      }
      Events.Mark mark = events.mark();
      try {
        meaning.emit(reader.span(), payload.origin(), events);
        bad.good();
      } catch (Unusable e) {
        events.rollback(mark);
        bad.add(e);
      }
    }
  }

  /** What is done with each object of an array. */
  private interface ElementReader {
    void read(JsonParser parser) throws IOException;
  }

  private static void each(JsonParser parser, ElementReader element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        element.read(parser);
      } else {
        parser.skipChildren();
      }
    }
  }
}
