package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.ChildSpan;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.Backoff;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.SpanHalf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Folds spans that repeat their parent into it, when the whole record is decoded. The HTTP requests
 * below a call of the AWS SDK are its attempts: Node, .NET, Ruby and Go show attempts in no other
 * way. The consumer span inside a function's invocation names the queue that the invocation's own
 * span does not name.
 */
public final class ChildSpans {
  private final Nodes nodes;

  public ChildSpans(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Folds all that this record has. */
  public void fold(Events events) {
    if (events.children().isEmpty()) {
      return;
    }
    Map<Long, List<ChildSpan>> byParent = new LinkedHashMap<>();
    for (ChildSpan child : events.children()) {
      byParent.computeIfAbsent(child.parent, parent -> new ArrayList<>()).add(child);
    }
    List<ChildSpan> folded = new ArrayList<>();
    byParent.forEach(
        (parent, children) -> {
          List<FlowEvent> calls = calls(parent, events);
          List<ChildSpan> requests = calls.isEmpty() ? List.of() : requests(children);
          calls.forEach(call -> attempts(call, requests));
          folded.addAll(requests);
          folded.addAll(deliveries(parent, children, events));
        });
    events.drop(folded);
  }

  /** The flows of a call of the SDK; none where the span is something else. */
  private static List<FlowEvent> calls(long span, Events events) {
    List<FlowEvent> calls = new ArrayList<>();
    for (FlowEvent flow : events.flowsOf(span)) {
      if (flow.edge.access != Access.DELIVER) {
        calls.add(flow);
      }
    }
    for (SpanHalf half : events.halvesOf(span)) {
      if (half.role == SpanHalf.Role.CLIENT
          && half.peer != null
          && half.peer.kind == NodeKind.FUNCTION) {
        calls.add(half.flow);
      }
    }
    return calls;
  }

  /**
   * The requests to the service, by their ends. The last one is to the service; others may have
   * asked for credentials first.
   */
  private static List<ChildSpan> requests(List<ChildSpan> children) {
    List<ChildSpan> requests = new ArrayList<>();
    children.stream()
        .filter(child -> child.isRequest)
        .sorted(Comparator.comparingLong(child -> child.endNanos))
        .forEach(requests::add);
    if (!requests.isEmpty()) {
      String host = requests.get(requests.size() - 1).host;
      requests.removeIf(request -> !Objects.equals(request.host, host));
    }
    return requests;
  }

  private void attempts(FlowEvent call, List<ChildSpan> requests) {
    if (requests.isEmpty()) {
      return;
    }
    call.attemptsShown = true;
    nameRegion(call, requests.get(0).region);
    boolean knownBySdk = call.attempts > 1 && !hasUnnamedFailure(call);
    if (requests.size() < call.attempts || knownBySdk) {
      return;
    }
    ErrorClass last = call.ok ? null : Attempts.only(call);
    int end = requests.size() - 1;
    call.attempts = requests.size();
    call.errors = null;
    for (int i = 0; i < end; i++) {
      call.fail(failure(requests.get(i), requests.get(end), last), 1);
    }
    if (last != null) {
      call.fail(last, 1);
    }
    call.gaps = gaps(requests);
  }

  /** Node's document client names no region, but its requests do. */
  private void nameRegion(FlowEvent call, String region) {
    if (call.edge != null && call.edge.to.region.isEmpty() && !region.isEmpty()) {
      Node to = call.edge.to;
      call.edge =
          nodes.edge(
              call.edge.from, nodes.of(to.kind, to.account, region, to.name), call.edge.access);
    }
  }

  private static boolean hasUnnamedFailure(FlowEvent call) {
    return call.errors != null && call.errors[ErrorClass.OTHER.ordinal()] > 0;
  }

  /**
   * Why an attempt failed. A status of 400 does not say it, but where the last attempt had the same
   * status, what the SDK says of that one is taken for this one too.
   */
  private static ErrorClass failure(ChildSpan attempt, ChildSpan last, ErrorClass ofLast) {
    if (attempt.failure == null || attempt.failure == ErrorClass.CLIENT) {
      boolean same = ofLast != null && Objects.equals(attempt.status, last.status);
      return same ? ofLast : ErrorClass.OTHER;
    }
    return attempt.failure;
  }

  /** The waits from the end of each failed attempt to the end of the next attempt. */
  private static int[] gaps(List<ChildSpan> requests) {
    int waits = Math.min(Backoff.RETRIES, requests.size() - 1);
    if (waits <= 0) {
      return null;
    }
    int[] gaps = new int[waits];
    for (int i = 0; i < waits; i++) {
      long micros = (requests.get(i + 1).endNanos - requests.get(i).endNanos) / 1_000;
      gaps[i] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, micros));
    }
    return gaps;
  }

  /** Names the source of an invocation after its consumer span; returns those that did. */
  private static List<ChildSpan> deliveries(long span, List<ChildSpan> children, Events events) {
    List<ChildSpan> folded = new ArrayList<>();
    for (FlowEvent delivery : events.flowsOf(span)) {
      for (ChildSpan child : children) {
        if (!child.isRequest && delivery.edge.access == Access.DELIVER) {
          FlowEvent consumed = events.flowOf(child);
          boolean sameFunction = consumed.edge.to.equals(delivery.edge.to);
          if (sameFunction && delivery.edge.from.kind == NodeKind.UNKNOWN) {
            delivery.edge = consumed.edge;
            delivery.records = Math.max(delivery.records, consumed.records);
          }
          if (sameFunction && delivery.edge.equals(consumed.edge)) {
            folded.add(child);
          }
        }
      }
    }
    return folded;
  }
}
