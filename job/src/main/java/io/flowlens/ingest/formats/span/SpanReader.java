package io.flowlens.ingest.span;

import io.flowlens.ingest.Cursor;

/**
 * Reads spans of either JSON form: compares them with those that came before, and reads as a whole
 * only those that are like none of them.
 */
public final class SpanReader {
  private final boolean holdsResource;
  private final Span span = new Span();
  private final Attributes resource = new Attributes();
  private final SpanFields fields = new SpanFields(span);
  private final Shapes plain;
  private final Shapes escaped;
  private Trail trail;

  /** A reader of spans that hold their resource themselves, or do not. */
  public SpanReader(boolean holdsResource) {
    this.holdsResource = holdsResource;
    plain = new Shapes(holdsResource);
    escaped = new Shapes(holdsResource);
    trail = plain.trail();
  }

  /** The span being read. */
  public Span span() {
    return span;
  }

  /** Reads the object that was just entered, as a span. */
  public void read(Cursor cursor) throws Cursor.Refused {
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
    span.clear();
    if (holdsResource) {
      resource.clear();
      span.resource = resource;
    }
    Shape shape;
    try {
      shape = shapes(cursor).pass(cursor, this);
    } catch (Cursor.Refused e) {
      shape = null; // Reading it whole tells the same, or why not.
    }
    span.shape = shape;
    if (shape == null) {
      cursor.to(from, depth, true);
    } else {
      cursor.to(cursor.position(), depth - 1, false);
    }
    return shape != null;
  }

  /** Reads the object that was just entered, as a span. */
  public void readAny(Cursor cursor) throws Cursor.Refused {
    int start = cursor.position();
    Shapes shapes = shapes(cursor);
    shapes.begin();
    trail = shapes.trail();
    span.clear();
    if (holdsResource) {
      noResource();
    }
    while (cursor.nextField()) {
      field(cursor);
    }
    shapes.learn(cursor, start, span);
    trail.begin(false);
  }

  private Shapes shapes(Cursor cursor) {
    return cursor.isEscaped() ? escaped : plain;
  }

  private void field(Cursor cursor) throws Cursor.Refused {
    String name = cursor.name();
    int from = cursor.position();
    if (name.equals("attributes")) {
      span.attributes.read(cursor, trail, false);
    } else if (name.equals("resource") && holdsResource) {
      resource(cursor);
    } else {
      fields.read(SpanField.named(name), cursor);
      trail.field(name, from, cursor);
    }
  }

  /** Reads one value that was not compared. */
  void read(Part part, Cursor cursor) throws Cursor.Refused {
    if (part.name != null) {
      (part.ofResource ? resource : span.attributes).value(part.name, cursor);
    } else {
      fields.read(part.field, cursor);
    }
  }

  /** Reads a {@code resource}. */
  public void resource(Cursor cursor) throws Cursor.Refused {
    if (span.resource != Attributes.NONE) {
      trail.spoil();
    }
    noResource();
    int from = cursor.position();
    Object known = trail.isOn() ? null : cursor.passKnown();
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
        span.resource.read(cursor, trail, true);
      } else {
        cursor.skip();
      }
    }
    cursor.remember(from, span.resource);
  }

  /** Forgets the resource. */
  public void noResource() {
    span.resource = Attributes.NONE;
  }
}
