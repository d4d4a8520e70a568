package io.flowlens.ingest.formats.span;

import java.util.HashSet;
import java.util.Set;

/** A value in a span's text, and what it is there for. */
final class Part {
  /** What it tells of the span itself; null for an attribute. */
  final SpanField field;

  /** What attribute it is; null for a field, and for what tells nothing. */
  final SpanAttribute.Name name;

  /** Whether it is an attribute of the resource. */
  final boolean ofResource;

  final Variety variety;

  Part(SpanField field, SpanAttribute.Name name, boolean ofResource, Variety variety) {
    this.field = field;
    this.name = name;
    this.ofResource = ofResource;
    this.variety = variety;
  }

  /** Whether spans that differ only in this mean the same, but for ids, times and the instance. */
  boolean isHarmless() {
    return field == null
        ? name == null
            || name.attribute == SpanAttribute.REQUEST_ID
            || (name.attribute == SpanAttribute.INSTANCE && ofResource)
        : field.isOfOneSpan();
  }

  /**
   * How many values a part was seen to have. Attributes that may stand in for each other share one,
   * so that either all of them vary, or none.
   */
  static final class Variety {
    private final int most;
    private Set<Long> seen = new HashSet<>();

    /** One that has taken its last value when it has {@code most}; 0 for what always varies. */
    Variety(int most) {
      this.most = most;
    }

    /** Whether each text must be expected to hold another value. */
    boolean varies() {
      return most == 0 || seen == null;
    }

    /** Notes a value by its hash; whether that has made it one that varies. */
    boolean note(long hash) {
      if (varies()) {
        return false;
      }
      seen.add(hash);
      if (seen.size() > most) {
        seen = null;
        return true;
      }
      return false;
    }
  }
}
