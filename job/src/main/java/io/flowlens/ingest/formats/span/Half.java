package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.SpanHalf;

/** A span that tells one side of a call between services, or only stands between the two. */
final class Half {
  private final Tools tools;

  Half(Tools tools) {
    this.tools = tools;
  }

  /** The caller's side. */
  SpanHalf client(Span span, SpanFlow flows, Node node, Node peer) {
    SpanHalf half = of(span, flows, SpanHalf.Role.CLIENT);
    half.node = node;
    half.peer = peer;
    half.flow = flows.start(span);
    Attempts.fill(half.flow, span, 0, 1);
    name(half.flow, span, flows);
    return half;
  }

  /** The callee's side. */
  SpanHalf server(Span span, SpanFlow flows, Node node) {
    SpanHalf half = of(span, flows, SpanHalf.Role.SERVER);
    half.node = node;
    half.flow = flows.start(span);
    Attempts.fillOnce(half.flow, span);
    name(half.flow, span, flows);
    half.flow.coldStart = "true".equals(span.attributes.get(SpanAttribute.COLD_START));
    return half;
  }

  /** A local span, whose ids lead from a callee to its caller. */
  SpanHalf link(Span span, SpanFlow flows) {
    return of(span, flows, SpanHalf.Role.LINK);
  }

  /** The callee that a client span names: a service by name, something unknown by host, or null. */
  Node peer(Span span, Callee callee) {
    String name = span.attributes.get(SpanAttribute.PEER_SERVICE);
    String remote = span.attributes.get(SpanAttribute.REMOTE_SERVICE);
    String host = callee.host();
    if (name == null && remote != null && !remote.startsWith("Unknown") && !isHost(remote, host)) {
      name = remote;
    }
    if (name != null) {
      return tools.nodes().of(NodeKind.SERVICE, callee.account(), callee.region(), name);
    }
    return host == null ? null : tools.nodes().host(host, callee.account(), callee.region());
  }

  private static boolean isHost(String remote, String host) {
    return host != null && (remote.equals(host) || remote.startsWith(host + ":"));
  }

  private static SpanHalf of(Span span, SpanFlow flows, SpanHalf.Role role) {
    SpanHalf half = new SpanHalf();
    half.role = role;
    stamp(half, span, flows);
    return half;
  }

  /** Writes into a half what is of this span alone: its time and ids. */
  static void stamp(SpanHalf half, Span span, SpanFlow flows) {
    half.traceId = span.traceId.text();
    half.spanId = span.spanId.text();
    half.parentId = span.parentId.text();
    half.time = flows.time();
  }

  private static void name(FlowEvent flow, Span span, SpanFlow flows) {
    flow.operation = flows.name(span);
    int unnamed = flow.ok ? 0 : flow.errors[ErrorClass.OTHER.ordinal()];
    if (unnamed > 0) {
      flow.errors[ErrorClass.OTHER.ordinal()] = 0;
      flow.fail(byStatus(span.attributes.get(SpanAttribute.HTTP_STATUS)), unnamed);
    }
  }

  /** Why an HTTP request failed, by its exception or its status. */
  static ErrorClass failure(Span span) {
    FlowEvent flow = new FlowEvent();
    Attempts.fillOnce(flow, span);
    return flow.errors[ErrorClass.OTHER.ordinal()] > 0
        ? byStatus(span.attributes.get(SpanAttribute.HTTP_STATUS))
        : Attempts.only(flow);
  }

  /** Between services an HTTP status is often all that names a failure. */
  private static ErrorClass byStatus(String status) {
    if (status == null || status.length() != 3) {
      return ErrorClass.OTHER;
    }
    if (status.equals("429")) {
      return ErrorClass.THROTTLED;
    }
    return status.charAt(0) == '5'
        ? ErrorClass.SERVER
        : status.charAt(0) == '4' ? ErrorClass.CLIENT : ErrorClass.OTHER;
  }
}
