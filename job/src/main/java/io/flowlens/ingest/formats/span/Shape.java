package io.flowlens.ingest.span;

import io.flowlens.ingest.Events;
import io.flowlens.ingest.Origin;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What all spans of a shape have in common. */
final class Shape {
  private final Span common = new Span();
  private final Set<SpanField> varying = EnumSet.noneOf(SpanField.class);
  private final boolean holdsResource;
  private final boolean resourceVaries;
  private final boolean instanceVaries;
  private final boolean harmless;

  private Meaning meaning;

  /**
   * The shape of this span, which was just read.
   *
   * @param holdsResource whether the text held the resource too
   */
  Shape(Span span, List<Trail.Step> gaps, boolean holdsResource) {
    this.holdsResource = holdsResource;
    boolean ofResource = false;
    boolean ofInstance = false;
    boolean onlyHarmless = span.exception == null && span.failedAttempts.isEmpty();
    common.copy(span);
    for (Trail.Step gap : gaps) {
      onlyHarmless &= gap.part.isHarmless();
      if (gap.part.field != null) {
        varying.add(gap.part.field);
      } else if (gap.part.name != null && gap.part.ofResource) {
        ofResource = true;
        ofInstance |= gap.part.name.attribute == SpanAttribute.INSTANCE;
        common.resource.remove(gap.part.name.attribute);
      } else if (gap.part.name != null) {
        common.attributes.remove(gap.part.name.attribute);
      }
    }
    resourceVaries = ofResource;
    instanceVaries = ofInstance;
    harmless = onlyHarmless;
  }

  /** What a span of this shape means that differs only in ids, times and instance; or null. */
  Meaning meaning(Span span, Origin origin) {
    return meaning != null && meaning.holdsFor(span, origin) ? meaning : null;
  }

  /** Remembers what this span, which was just emitted, has meant. */
  void learn(Span span, Origin origin, SpanFlow stamps, Events events, Events.Mark before) {
    if (harmless
        && events.isOnlyFlowsSince(before)
        && Meaning.isStamped(span, stamps, events, before)) {
      Attributes resource = holdsResource ? null : span.resource;
      meaning = new Meaning(span, origin, resource, instanceVaries, events, before);
    }
  }

  /** Fills in what was compared and not read. */
  void complete(Span span) {
    if (!varying.contains(SpanField.TRACE_STATE)) {
      span.traceState = common.traceState;
    }
    if (!varying.contains(SpanField.NAME)) {
      span.name = common.name;
    }
    if (!varying.contains(SpanField.KIND)) {
      span.kind = common.kind;
    }
    if (!varying.contains(SpanField.STATUS)) {
      span.statusIsError = common.statusIsError;
      span.statusMessage = common.statusMessage;
    }
    if (!varying.contains(SpanField.EVENTS)) {
      span.failedAttempts.addAll(common.failedAttempts);
      span.exception = common.exception;
    }
    span.attributes.complete(common.attributes);
    if (holdsResource) {
      completeResource(span);
    }
  }

  private void completeResource(Span span) {
    if (resourceVaries) {
      span.resource.complete(common.resource);
    } else {
      span.resource = common.resource;
    }
  }
}
