package io.flowlens.flow;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.SpanHalf;
import java.time.Instant;

/** Flows, panes and halves that tests speak of by short names. */
final class Flows {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";
  static final Edge CHECKOUT_WRITES_ORDERS =
      Edge.of(service("checkout"), table("Orders"), Access.WRITE);
  static final Edge WEB_CALLS_CHECKOUT = Edge.of(service("web"), service("checkout"), Access.CALL);

  private Flows() {}

  static Node service(String name) {
    return Node.of(NodeKind.SERVICE, ACCOUNT, REGION, name);
  }

  static Node table(String name) {
    return Node.of(NodeKind.TABLE, ACCOUNT, REGION, name);
  }

  /** Epoch milliseconds of a time of the day that all tests play on. */
  static long at(String time) {
    return Instant.parse("2026-11-24T" + time + "Z").toEpochMilli();
  }

  static FlowEvent write(String time) {
    FlowEvent flow = new FlowEvent();
    flow.edge = CHECKOUT_WRITES_ORDERS;
    flow.evidence = Evidence.FAST;
    flow.time = at(time);
    flow.operation = "PutItem";
    flow.latencyMicros = 5_000;
    return flow;
  }

  static FlowEvent throttled(FlowEvent flow, int times, boolean ok) {
    flow.attempts = times + (ok ? 1 : 0);
    flow.ok = ok;
    flow.fail(ErrorClass.THROTTLED, times);
    return flow;
  }

  static FlowEvent slow(FlowEvent flow) {
    flow.evidence = Evidence.SLOW;
    flow.latencyMicros = -1;
    return flow;
  }

  /** The partial pane that holds just these flows, all of one edge and pane. */
  static Pane partial(FlowEvent... flows) {
    Pane pane = new Pane();
    pane.edge = flows[0].edge;
    pane.evidence = flows[0].evidence;
    pane.start = Pane.startOf(flows[0].time);
    for (FlowEvent flow : flows) {
      pane.add(flow);
    }
    return pane;
  }

  static SpanHalf client(String spanId, String service, String time) {
    return half(SpanHalf.Role.CLIENT, spanId, "", service, time);
  }

  static SpanHalf server(String spanId, String parentId, String service, String time) {
    return half(SpanHalf.Role.SERVER, spanId, parentId, service, time);
  }

  static SpanHalf local(String spanId, String parentId, String service, String time) {
    SpanHalf half = half(SpanHalf.Role.LINK, spanId, parentId, service, time);
    half.flow = null;
    return half;
  }

  static SpanHalf failed(SpanHalf half, ErrorClass errorClass) {
    half.flow.ok = false;
    half.flow.fail(errorClass, 1);
    return half;
  }

  private static SpanHalf half(
      SpanHalf.Role role, String spanId, String parentId, String service, String time) {
    SpanHalf half = new SpanHalf();
    half.role = role;
    half.traceId = "trace";
    half.spanId = spanId;
    half.parentId = parentId;
    half.node = service(service);
    half.time = at(time);
    half.flow = new FlowEvent();
    half.flow.evidence = Evidence.FAST;
    half.flow.time = at(time);
    half.flow.operation = "POST /orders";
    half.flow.latencyMicros = 20_000;
    half.flow.traceId = "trace";
    return half;
  }
}
