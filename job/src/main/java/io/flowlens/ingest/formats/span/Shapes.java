package io.flowlens.ingest.span;

import io.flowlens.ingest.Cursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans that differ only in ids, times and the like are of one shape: the rest of their text is the
 * same byte for byte. Most spans are of a shape that came before, and then the text is compared,
 * which is many times faster than reading it, and only what differs is read.
 *
 * <p>It is bounded: a field with more than {@link Trail#MOST_VALUES} values counts as one that
 * differs, and it begins anew when it holds {@value #MOST_BYTES} bytes. Where spans turn out not to
 * repeat, it stops to learn for a while.
 */
final class Shapes {
  static final long MOST_BYTES = 32 << 20;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** A shape must come this often for its learning to be worth it. */
  private static final int WORTH = 4;

  private final boolean holdResource;
  private final Trail trail = new Trail();
  private ShapeTree tree = new ShapeTree();
  private int depth;
  private long known;
  private long learned;
  private long rest;

  /** Shapes of texts that hold the resource too, or do not. */
  Shapes(boolean holdResource) {
    this.holdResource = holdResource;
  }

  /** What is to be told while a span is read that is of no known shape. */
  Trail trail() {
    return trail;
  }

  /**
   * Passes the span whose object was just entered, and reads what is its own.
   *
   * @return null where it is of no known shape; then the cursor stands anywhere
   */
  Shape pass(Cursor cursor, SpanReader reader) throws Cursor.Refused {
    if (cursor.depth() != depth) {
      return null;
    }
    Shape shape = tree.pass(cursor, reader);
    known += shape == null ? 0 : 1;
    return shape;
  }

  /** Begins to read a span that is of no known shape. */
  void begin() {
    rest--;
    trail.begin(rest < 0);
  }

  /** Learns from the span that was read, whose object was entered at {@code start}. */
  void learn(Cursor cursor, int start, Span span) {
    List<Trail.Step> steps = trail.steps();
    if (steps == null || span.fault != null) {
      return;
    }
    byte[] text = cursor.since(start);
    boolean anew = learned > 0 && cursor.depth() + 1 != depth;
    for (Trail.Step step : steps) {
      anew |= step.part.variety.note(hash(text, step.from - start, step.to - start));
    }
    // Only now: a value can make one before it, which stands in for the same, a gap too.
    List<Trail.Step> gaps = new ArrayList<>();
    for (Trail.Step step : steps) {
      if (step.part.variety.varies()) {
        gaps.add(step);
      }
    }
    if (anew || tree.bytes() > MOST_BYTES) {
      beginAnew();
    }
    depth = cursor.depth() + 1;
    tree.add(text, start, gaps, new Shape(span, gaps, holdResource));
    learned++;
  }

  private void beginAnew() {
    rest = known < WORTH * learned && tree.bytes() > MOST_BYTES ? WORTH * learned : 0;
    tree = new ShapeTree();
    known = 0;
    learned = 0;
  }

  private static long hash(byte[] text, int from, int to) {
    long hash = MIX;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * MIX;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
