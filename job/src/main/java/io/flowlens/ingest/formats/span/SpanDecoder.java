package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;

/**
 * Decodes spans of either JSON form: a {@link SpanReader} and a {@link SpanInterpreter} behind a
 * cache of templates. A span whose text is like one before is compared with it, and only what
 * differs is read; its events are the same as without the cache.
 */
public final class SpanDecoder {
  private final SpanReader reader;
  private final SpanInterpreter interpreter;
  private final TemplateCache plain;
  private final TemplateCache escaped;

  /** Of the span that was read last; null where it was read whole. */
  private Template template;

  /** A decoder of spans that hold their resource themselves, or do not. */
  public SpanDecoder(boolean holdsResource, Tools tools) {
    reader = new SpanReader(holdsResource);
    interpreter = new SpanInterpreter(tools);
    plain = new TemplateCache(holdsResource);
    escaped = new TemplateCache(holdsResource);
  }

  /** Reads the object that was just entered, as a span. */
  public void read(Cursor cursor) throws NotJson {
    if (!readKnown(cursor)) {
      readAny(cursor);
    }
  }

  /**
   * Reads the object that was just entered, as a span, if it is like one that came before.
   *
   * @return false where it is not; then the cursor stands where it was
   */
  public boolean readKnown(Cursor cursor) {
    int from = cursor.position();
    int depth = cursor.depth();
    reader.beginParts();
    try {
      template = cache(cursor).pass(cursor, reader);
    } catch (NotJson e) {
      template = null; // Reading it whole finds out why, or succeeds.
    }
    if (template == null) {
      cursor.to(from, depth, true);
      return false;
    }
    cursor.to(cursor.position(), depth - 1, false);
    return true;
  }

  /** Reads the object that was just entered, as a span, whatever came before. */
  public void readAny(Cursor cursor) throws NotJson {
    int start = cursor.position();
    TemplateCache cache = cache(cursor);
    template = null;
    reader.read(cursor, cache.begin());
    cache.learn(cursor, start, reader.span());
  }

  private TemplateCache cache(Cursor cursor) {
    return cursor.isEscaped() ? escaped : plain;
  }

  /** Reads a {@code resource}, for the spans that follow. */
  public void resource(Cursor cursor) throws NotJson {
    reader.resource(cursor, ReadObserver.NONE);
  }

  /** Forgets the resource. */
  public void noResource() {
    reader.noResource();
  }

  /**
   * Emits what the span means that was read last. A span that this record has shown before is left
   * out.
   *
   * @throws Unusable if the span lacks what every span has; then nothing is emitted
   */
  public void emit(Origin origin, Events events) throws Unusable {
    Span span = reader.span();
    SpanInterpreter.check(span);
    TemplateFlows known = template == null ? null : template.flows(span, origin);
    if (known == null && template != null) {
      template.complete(span);
    }
    if (!interpreter.begin(span, origin, events)) {
      return;
    }
    if (known != null) {
      known.emit(span, interpreter.flows(), events);
      return;
    }
    Events.Mark before = events.mark();
    interpreter.interpret(span, origin, events);
    if (template != null) {
      template.learn(span, origin, interpreter.flows(), events, before);
    }
  }
}
