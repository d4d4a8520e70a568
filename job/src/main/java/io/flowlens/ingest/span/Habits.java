package io.flowlens.ingest.span;

import io.flowlens.ingest.Cursor;
import java.util.Arrays;

/**
 * What spans usually write after what: fields of attributes that come again and again in the same
 * order, byte for byte. The next one is compared with those that came in its place before, and only
 * read where it is none of them, as ids never are.
 *
 * <p>A tree of the fields in their order. It is bounded: it takes {@value #MOST_VALUES} values of a
 * field in one place, after which the field counts as one that always differs, and it begins anew
 * when it has {@value #MOST_STEPS} steps.
 */
final class Habits {
  static final int MOST_VALUES = 16;
  static final int MOST_STEPS = 50_000;

  /** Longer ones hardly ever come again. */
  private static final int LONGEST = 256;

  private static final Step[] NONE = {};

  private Step root = new Step(null, null, null, null);
  private int steps;

  /** The place before the first field. */
  Step start() {
    if (steps >= MOST_STEPS) {
      root = new Step(null, null, null, null);
      steps = 0;
    }
    return root;
  }

  /** A field in its place among others. */
  static final class Step {
    /** From the comma before its name to the end of its value; null where the value differs. */
    private final byte[] text;

    private final String field;

    /** What the field is; null where it tells nothing. */
    final SpanAttribute.Name name;

    /** Its value as text; null where it is none. */
    final String value;

    private Step[] known = NONE;
    private Step[] differing = NONE;

    private Step(byte[] text, String field, SpanAttribute.Name name, String value) {
      this.text = text;
      this.field = field;
      this.name = name;
      this.value = value;
    }

    /** The field that is next, passed, if it is known in this place; else null. */
    Step pass(Cursor cursor) {
      for (int i = 0; i < known.length; i++) {
        Step step = known[i];
        if (cursor.pass(step.text)) {
          if (i > 0) {
            known[i] = known[i - 1];
            known[i - 1] = step;
          }
          return step;
        }
      }
      return null;
    }
  }

  /** Whether this field's value differs each time in this place; then the place behind it. */
  static Step differing(Step before, String field) {
    for (Step step : before.differing) {
      if (step.field.equals(field)) {
        return step;
      }
    }
    return null;
  }

  /**
   * Notes a field that was read in this place for the first time.
   *
   * @param from where the field began, with the comma before it
   * @return the place behind the field
   */
  Step note(Step before, Cursor cursor, int from, String field, String value) {
    SpanAttribute.Name name = SpanAttribute.named(field);
    if (cursor.position() - from > LONGEST || count(before.known, field) >= MOST_VALUES) {
      return noteDiffering(before, field);
    }
    Step step = new Step(cursor.since(from), field, name, value);
    before.known = with(before.known, step);
    steps++;
    return step;
  }

  /** Notes that this field cannot be known in this place. */
  Step noteDiffering(Step before, String field) {
    Step step = new Step(null, field, null, null);
    before.known = without(before.known, field);
    before.differing = with(before.differing, step);
    steps++;
    return step;
  }

  private static int count(Step[] steps, String field) {
    int count = 0;
    for (Step step : steps) {
      count += step.field.equals(field) ? 1 : 0;
    }
    return count;
  }

  private static Step[] with(Step[] steps, Step step) {
    Step[] more = Arrays.copyOf(steps, steps.length + 1);
    more[steps.length] = step;
    return more;
  }

  private static Step[] without(Step[] steps, String field) {
    return Arrays.stream(steps).filter(step -> !step.field.equals(field)).toArray(Step[]::new);
  }
}
