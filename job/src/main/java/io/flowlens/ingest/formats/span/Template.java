package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What all spans of a template have in common. */
final class Template {
  private final Span common = new Span();
  private final Set<SpanField> varying = EnumSet.noneOf(SpanField.class);
  private final boolean holdsResource;
  private final boolean resourceVaries;
  private final boolean instanceVaries;
  private final boolean harmless;

  private TemplateFlows flows;

  /**
   * The template of this span, which was just read.
   *
   * @param holdsResource whether the text held the resource too
   */
  Template(Span span, List<ReadTrail.Step> gaps, boolean holdsResource) {
    this.holdsResource = holdsResource;
    boolean ofResource = false;
    boolean ofInstance = false;
    boolean onlyHarmless =
        span.exception == null && span.failedAttempts.isEmpty() && span.statusMessage == null;
    common.copy(span);
    for (ReadTrail.Step gap : gaps) {
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

  /** What a span of this template means that differs only in ids, times and instance; or null. */
  TemplateFlows flows(Span span, Origin origin) {
    return flows != null && flows.holdsFor(span, origin) ? flows : null;
  }

  /** Remembers what this span, which was just emitted, has meant. */
  void learn(Span span, Origin origin, SpanFlow stamps, Events events, Events.Mark before) {
    if (harmless
        && events.isOnlyFlowsSince(before)
        && TemplateFlows.isStamped(span, stamps, events, before)) {
      Attributes resource = holdsResource ? null : span.resource;
      flows = new TemplateFlows(span, origin, resource, instanceVaries, events, before);
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
