package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read where in one span's text, so that the next one like it need not be read again. */
final class ReadTrail implements ReadObserver {
  /** What is used of spans has this many values before it counts as one that varies. */
  static final int MOST_VALUES = 1_000;

  /** What tells nothing is hardly worth comparing. */
  static final int MOST_UNUSED_VALUES = 8;

  /**
   * Instances come and go, and each has its own name at the beginning of its spans' texts: to
   * compare it would be to hold each text once for every instance.
   */
  static final int MOST_INSTANCES = 8;

  private static final int MOST_NAMES = 4_096;

  /** Attributes whose values hardly ever come twice. */
  private static final Set<SpanAttribute> UNIQUE =
      Set.of(
          SpanAttribute.REQUEST_ID,
          SpanAttribute.CONSUMED_CAPACITY,
          SpanAttribute.INVOCATION,
          SpanAttribute.DOCUMENT_TIME);

  private final Map<String, Part> fields = new HashMap<>();
  private final Map<String, Part> attributes = new HashMap<>();
  private final Map<String, Part> resource = new HashMap<>();
  private final Map<SpanAttribute, Part.Variety> varieties = new EnumMap<>(SpanAttribute.class);
  private final Map<SpanAttribute, Part.Variety> ofResource = new EnumMap<>(SpanAttribute.class);

  private final List<Step> steps = new ArrayList<>();
  private boolean on;
  private boolean spoilt;

  /** A part, and where its value stood. */
  static final class Step {
    final Part part;
    final int from;
    final int to;
    final int depth;

    private Step(Part part, int from, int to, int depth) {
      this.part = part;
      this.from = from;
      this.to = to;
      this.depth = depth;
    }
  }

  /** Begins a span. */
  void begin(boolean isOn) {
    steps.clear();
    on = isOn;
    spoilt = false;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void unusualOrder() {
    spoilt = true;
  }

  /** What was read, in the text's order; null where the text can teach nothing. */
  List<Step> steps() {
    return on && !spoilt ? steps : null;
  }

  @Override
  public void field(String name, int from, Cursor cursor) {
    if (on) {
      add(fields.computeIfAbsent(name, ReadTrail::newField), fields, from, cursor);
    }
  }

  @Override
  public void attribute(boolean isOfResource, String name, int from, Cursor cursor) {
    if (on) {
      Map<String, Part> known = isOfResource ? resource : attributes;
      add(known.computeIfAbsent(name, n -> newAttribute(n, isOfResource)), known, from, cursor);
    }
  }

  private void add(Part part, Map<String, Part> known, int from, Cursor cursor) {
    steps.add(new Step(part, from, cursor.position(), cursor.depth()));
    spoilt |= known.size() > MOST_NAMES;
  }

  private static Part newField(String name) {
    SpanField field = SpanField.named(name);
    int most = field == null ? MOST_UNUSED_VALUES : field.isOfOneSpan() ? 0 : MOST_VALUES;
    return new Part(field, null, false, new Part.Variety(most));
  }

  private Part newAttribute(String text, boolean isOfResource) {
    SpanAttribute.Name name = SpanAttribute.named(text);
    if (name == null) {
      return new Part(null, null, isOfResource, new Part.Variety(MOST_UNUSED_VALUES));
    }
    Part.Variety variety =
        (isOfResource ? ofResource : varieties)
            .computeIfAbsent(name.attribute, attribute -> new Part.Variety(most(attribute)));
    return new Part(null, name, isOfResource, variety);
  }

  private static int most(SpanAttribute attribute) {
    if (UNIQUE.contains(attribute)) {
      return 0;
    }
    return attribute == SpanAttribute.INSTANCE ? MOST_INSTANCES : MOST_VALUES;
  }
}
