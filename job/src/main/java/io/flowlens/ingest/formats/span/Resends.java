package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.ChildSpan;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.SpanHalf;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Joins the requests that an HTTP client sends again: each is a span of its own below the same
 * parent, and says by {@code http.request.resend_count} that it repeats one before it. Together
 * they are one call, which ended as the last of them did.
 */
final class Resends {
  private Resends() {}

  /** Joins those among the spans of one parent. */
  static void fold(List<ChildSpan> children, Events events) {
    if (children.stream().noneMatch(child -> child.isResent)) {
      return;
    }
    ChildSpan before = null;
    for (ChildSpan request : inOrder(children)) {
      SpanHalf half = events.halfOf(request);
      if (half == null) {
        continue;
      }
      if (request.isResent && before != null && Objects.equals(before.host, request.host)) {
        join(events.halfOf(before), before.endNanos, half, request.endNanos);
      }
      before = request;
    }
  }

  private static List<ChildSpan> inOrder(List<ChildSpan> children) {
    return children.stream()
        .filter(child -> child.isRequest)
        .sorted(Comparator.comparingLong(child -> child.endNanos))
        .collect(Collectors.toList());
  }

  /** The earlier one becomes a part of the later one; its callee's span is found through it. */
  private static void join(SpanHalf earlier, long earlierEnd, SpanHalf later, long laterEnd) {
    FlowEvent call = later.flow;
    FlowEvent attempt = earlier.flow;
    call.attempts += attempt.attempts;
    call.attemptsShown = true;
    for (ErrorClass errorClass : ErrorClass.values()) {
      int n = attempt.errors == null ? 0 : attempt.errors[errorClass.ordinal()];
      if (n > 0) {
        call.fail(errorClass, n);
      }
    }
    if (attempt.latencyMicros >= 0) {
      call.latencyMicros = (laterEnd - earlierEnd) / 1_000 + attempt.latencyMicros;
    }
    earlier.role = SpanHalf.Role.LINK;
    earlier.parentId = later.spanId;
    earlier.node = null;
    earlier.peer = null;
    earlier.flow = null;
  }
}
