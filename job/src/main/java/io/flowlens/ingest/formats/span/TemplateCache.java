package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans that differ only in ids, times and the like have one template: the rest of their text is
 * the same byte for byte. Most spans fit a template that is known; then their text is compared,
 * which is many times faster than reading it, and only what differs is read.
 *
 * <p>It is bounded: a field with more than {@link ReadTrail#MOST_VALUES} values counts as one that
 * always differs, and the cache is emptied when it holds {@value #MOST_BYTES} bytes. Where spans
 * turn out not to repeat, it adds no templates for a while.
 */
final class TemplateCache {
  static final long MOST_BYTES = 32 << 20;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** A template must come this often for its learning to be worth it. */
  private static final int WORTH = 4;

  private final boolean holdResource;
  private final ReadTrail trail = new ReadTrail();
  private TemplateTree tree = new TemplateTree();
  private int depth;
  private long known;
  private long learned;
  private long rest;

  /** A cache for texts that hold the resource too, or do not. */
  TemplateCache(boolean holdResource) {
    this.holdResource = holdResource;
  }

  /**
   * Passes the span whose object was just entered, and reads what is its own.
   *
   * @return null where it is of no known template; then the cursor stands anywhere
   */
  Template pass(Cursor cursor, SpanReader reader) throws NotJson {
    if (cursor.depth() != depth) {
      return null;
    }
    Template template = tree.pass(cursor, reader);
    known += template == null ? 0 : 1;
    return template;
  }

  /** Begins a span that is of no known template; returns who has to observe its reading. */
  ReadObserver begin() {
    rest--;
    trail.begin(rest < 0);
    return trail;
  }

  /** Learns from the span that was read, whose object was entered at {@code start}. */
  void learn(Cursor cursor, int start, Span span) {
    List<ReadTrail.Step> steps = trail.steps();
    if (steps == null || span.fault != null) {
      return;
    }
    byte[] text = cursor.since(start);
    boolean anew = learned > 0 && cursor.depth() + 1 != depth;
    for (ReadTrail.Step step : steps) {
      anew |= step.part.variety.note(hash(text, step.from - start, step.to - start));
    }
    // Only now: a value can make one before it, which stands in for the same, a gap too.
    List<ReadTrail.Step> gaps = new ArrayList<>();
    for (ReadTrail.Step step : steps) {
      if (step.part.variety.varies()) {
        gaps.add(step);
      }
    }
    if (anew || tree.bytes() > MOST_BYTES) {
      beginAnew();
    }
    depth = cursor.depth() + 1;
    tree.add(text, start, gaps, new Template(span, gaps, holdResource));
    learned++;
  }

  private void beginAnew() {
    rest = known < WORTH * learned && tree.bytes() > MOST_BYTES ? WORTH * learned : 0;
    tree = new TemplateTree();
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
