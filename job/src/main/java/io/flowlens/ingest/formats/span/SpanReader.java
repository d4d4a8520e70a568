package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;

/** Reads spans of either JSON form into one {@link Span}, which it uses again. */
final class SpanReader {
  private final boolean holdsResource;
  private final Span span = new Span();
  private final Attributes resource = new Attributes();
  private final SpanFields fields = new SpanFields(span);

  /** A reader of spans that hold their resource themselves, or do not. */
  SpanReader(boolean holdsResource) {
    this.holdsResource = holdsResource;
  }

  /** The span that was read last. */
  Span span() {
    return span;
  }

  /** Reads the object that was just entered, as a span. */
  void read(Cursor cursor, ReadObserver observer) throws NotJson {
    span.clear();
    if (holdsResource) {
      noResource();
    }
    while (cursor.nextField()) {
      field(cursor, observer);
    }
  }

  private void field(Cursor cursor, ReadObserver observer) throws NotJson {
    String name = cursor.name();
    int from = cursor.position();
    if (name.equals("attributes")) {
      span.attributes.read(cursor, observer, false);
    } else if (name.equals("resource") && holdsResource) {
      resource(cursor, observer);
    } else {
      fields.read(SpanField.named(name), cursor);
      observer.field(name, from, cursor);
    }
  }

  /** Begins a span of which single parts are read. */
  void beginParts() {
    span.clear();
    if (holdsResource) {
      resource.clear();
      span.resource = resource;
    }
  }

  /** Reads one part. */
  void read(Part part, Cursor cursor) throws NotJson {
    if (part.name != null) {
      (part.ofResource ? resource : span.attributes).value(part.name, cursor);
    } else {
      fields.read(part.field, cursor);
    }
  }

  /** Reads a {@code resource}, for the spans that follow. */
  void resource(Cursor cursor, ReadObserver observer) throws NotJson {
    if (span.resource != Attributes.NONE) {
      observer.unusualOrder();
    }
    noResource();
    int from = cursor.position();
    Object known = observer.isOn() ? null : cursor.passKnown();
    if (known != null) {
      span.resource = (Attributes) known;
      return;
    }
    if (!cursor.object()) {
      cursor.skip();
      return;
    }
    span.resource = new Attributes();
    while (cursor.nextField()) {
      if (cursor.name().equals("attributes")) {
        span.resource.read(cursor, observer, true);
      } else {
        cursor.skip();
      }
    }
    cursor.remember(from, span.resource);
  }

  /** Forgets the resource. */
  void noResource() {
    span.resource = Attributes.NONE;
  }
}
