package io.flowlens.flow;

import static io.flowlens.flow.Flows.at;

import io.flowlens.model.Batch;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import io.flowlens.model.SpanHalf;

/** One value of each state of this package, with something in every field. */
public final class FlowStates {
  /** The edge of {@link #edge}. */
  public static final Edge CHECKOUT_WRITES_ORDERS = Flows.CHECKOUT_WRITES_ORDERS;

  private FlowStates() {}

  /** An edge in its third minute: one pane open, two minutes judged, slow evidence, a change. */
  public static EdgeState edge() {
    EdgeState state = new EdgeState();
    state.edge = Flows.CHECKOUT_WRITES_ORDERS;
    state.open.put(at("10:02:10"), rich("10:02:11"));
    state.closed.put(at("10:01:00"), rich("10:01:05"));
    state.closed.put(at("10:02:00"), rich("10:02:01"));
    state.slow.put(at("09:50:00"), Flows.partial(Flows.slow(Flows.write("09:50:30"))));
    state.changed.add(at("10:02:00"));
    state.newest = at("10:02:00");
    state.newestFast = at("10:02:00");
    state.fast = 0b1011;
    state.finalUpTo = at("10:02:00");
    state.slowFinalUpTo = at("09:47:00");
    state.rollupsAt = at("10:04:59.999");
    state.timer = at("10:02:19.999");
    return state;
  }

  /** An edge in its second five minutes of an hour: one of fast, one of slow evidence. */
  public static RollupState rollups() {
    RollupState state = new RollupState();
    state.fiveMinutesOf(at("10:00:00")).add(rich("10:01:05"), Evidence.FAST);
    state
        .fiveMinutesOf(at("09:55:00"))
        .add(Flows.partial(Flows.slow(Flows.write("09:57:30"))), Evidence.SLOW);
    state.fiveMinutesOf(at("09:55:00")).changed = false;
    state.fiveMinutesOf(at("09:50:00")).add(rich("09:51:05"), Evidence.FAST);
    state.fiveMinutesOf(at("09:50:00")).finish();
    state.hourOf(at("09:00:00")).add(rich("09:51:05"), Evidence.FAST);
    return state;
  }

  /** A trace in which a client has met one server, one more server waits, with a span between. */
  public static TraceState trace() {
    TraceState state = new TraceState();
    state.timer = at("10:00:30");
    SpanHalf client = Flows.failed(Flows.client("c1", "web", "10:00:00"), ErrorClass.TIMEOUT);
    client.peer = Flows.service("checkout");
    TraceState.Entry met = new TraceState.Entry(client);
    met.servers = 1;
    met.failedServers = 1;
    state.halves.add(met);
    state.halves.add(new TraceState.Entry(Flows.local("l1", "c1", "checkout", "10:00:00.5")));
    TraceState.Entry done =
        new TraceState.Entry(Flows.server("s1", "l1", "checkout", "10:00:00.2"));
    done.done = true;
    state.halves.add(done);
    state.halves.add(new TraceState.Entry(Flows.server("s2", "far", "checkout", "10:00:01")));
    return state;
  }

  private static Batch batch() {
    Batch batch = new Batch();
    batch.shardId = "shardId-000000000000";
    batch.start = "49001";
    batch.end = "49100";
    batch.records = 100;
    batch.invokeCount = 4;
    batch.failed = true;
    return batch;
  }

  /** A pane of a table with something in every field. */
  public static Pane pane() {
    return rich("10:02:11");
  }

  /** A pane in which nothing is zero. */
  private static Pane rich(String time) {
    FlowEvent flow = Flows.throttled(Flows.write(time), 2, false);
    flow.latencyMicros = 42_000;
    flow.instance = 0x5EED_0000_0000_0002L;
    flow.deltaHash = 0x5EED_0000_0000_0003L;
    flow.batch = batch();
    flow.gaps = new int[] {50_000, 100_000};
    flow.readMilliUnits = 500;
    flow.writeMilliUnits = 1_500;
    flow.wastedWriteMilliUnits = 1_000;
    flow.bytes = 700;
    flow.records = 60;
    flow.strongRead = true;
    flow.eventualRead = true;
    flow.coldStart = true;
    flow.keyHash = 0x5EED_0000_0000_0001L;
    flow.traceId = "5b8aa5a2d2c872e8321cf37308d69df2";
    flow.requestId = "request-1";
    flow.sampled = true;
    flow.leftOutMilli = 19_000;
    flow.unpaired = true;
    Pane pane = Flows.partial(Flows.write(time), flow);
    pane.add(Counter.LATE, 4);
    pane.add(Counter.FOLDED, 5);
    return pane;
  }
}
