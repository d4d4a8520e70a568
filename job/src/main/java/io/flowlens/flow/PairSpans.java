package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.SpanHalf;
import io.flowlens.model.SpanHalf.Role;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the client's and the server's side of calls between services, in any order of arrival.
 *
 * <p>Halves of one trace meet under its trace id; a server half finds its client half by its
 * parent, walking up local spans in between. A call is handed on as soon as both are there. What
 * has waited {@link FlowOptions#PAIR_WAIT} counts alone. Calls to AWS never come here: their client
 * span tells all. The same span twice counts once.
 */
public final class PairSpans extends KeyedProcessFunction<String, SpanHalf, FlowEvent> {
  /**
   * A trace with more halves than this is a loop or a batch job: further ones count alone at once.
   */
  static final int MAX_HALVES = 10_000;

  private final long wait;
  private transient ValueState<TraceState> traces;
  private transient JobMetrics.Count unpaired;

  public PairSpans(Settings settings) {
    this.wait = settings.get(FlowOptions.PAIR_WAIT).toMillis();
  }

  @Override
  public void open(OpenContext context) {
    traces =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("trace", TraceStateSerializer.INFO));
    unpaired = new JobMetrics(getRuntimeContext()).counter(JobMetric.UNPAIRED_SPANS);
  }

  @Override
  public void processElement(SpanHalf half, Context context, Collector<FlowEvent> out)
      throws Exception {
    TraceState trace = traces.value();
    if (trace == null) {
      trace = new TraceState();
    }
    if (trace.find(half.role, half.spanId) != null) {
      return;
    }
    TraceState.Entry entry = new TraceState.Entry(half);
    if (trace.halves.size() >= MAX_HALVES) {
      giveUp(trace, entry, out);
      return;
    }
    trace.halves.add(entry);
    if (half.role == Role.SERVER) {
      meet(trace, entry, out);
    } else {
      meetAll(trace, out);
    }
    if (trace.timer == Long.MIN_VALUE) {
      schedule(trace, half.time + wait, context);
    }
    traces.update(trace);
  }

  /** A new client or local span may be what several servers waited for. */
  private static void meetAll(TraceState trace, Collector<FlowEvent> out) {
    for (TraceState.Entry entry : trace.halves) {
      if (entry.half.role == Role.SERVER && !entry.done) {
        meet(trace, entry, out);
      }
    }
  }

  private static void meet(TraceState trace, TraceState.Entry server, Collector<FlowEvent> out) {
    if (server.half.parentId.isEmpty()) {
      server.done = true;
      out.collect(Calls.fromOutside(server.half));
      return;
    }
    TraceState.Entry client = clientOf(trace, server.half);
    if (client == null) {
      return;
    }
    server.done = true;
    if (client.servers > 0 && client.servers < client.half.flow.attempts) {
      // One of the attempts that the client has counted itself.
      client.servers++;
      client.failedServers += server.half.flow.ok ? 0 : 1;
      return;
    }
    boolean first = client.servers == 0;
    // The client's own failure is that of one of its servers: it stands for the first that failed.
    boolean failureCounted = !client.half.flow.ok && client.failedServers == 0;
    out.collect(
        first
            ? Calls.paired(client.half, server.half)
            : Calls.anotherAttempt(client.half, server.half, failureCounted));
    client.servers++;
    client.failedServers += server.half.flow.ok ? 0 : 1;
  }

  /** The client half above this server half; null when it is not there (yet). */
  private static TraceState.Entry clientOf(TraceState trace, SpanHalf server) {
    String above = server.parentId;
    for (int steps = 0; steps < MAX_HALVES; steps++) {
      TraceState.Entry client = trace.find(Role.CLIENT, above);
      if (client != null) {
        return client;
      }
      TraceState.Entry local = trace.find(Role.LINK, above);
      if (local == null) {
        break;
      }
      above = local.half.parentId;
    }
    // Some tracers give both sides of a call one span id.
    return trace.find(Role.CLIENT, server.spanId);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<FlowEvent> out)
      throws Exception {
    TraceState trace = traces.value();
    if (trace == null) {
      return;
    }
    trace.timer = Long.MIN_VALUE;
    long watermark = context.timerService().currentWatermark();
    long next = Long.MAX_VALUE;
    for (TraceState.Entry entry : trace.halves) {
      if (watermark >= entry.half.time + wait) {
        giveUp(trace, entry, out);
      } else {
        next = Math.min(next, entry.half.time + wait);
      }
    }
    for (Iterator<TraceState.Entry> all = trace.halves.iterator(); all.hasNext(); ) {
      if (watermark >= all.next().half.time + wait) {
        all.remove();
      }
    }
    if (trace.halves.isEmpty()) {
      traces.clear();
    } else {
      schedule(trace, next, context);
      traces.update(trace);
    }
  }

  private void giveUp(TraceState trace, TraceState.Entry entry, Collector<FlowEvent> out) {
    if (entry.half.role == Role.SERVER && !entry.done) {
      unpaired.add(1);
      out.collect(Calls.serverAlone(entry.half, callerOf(trace, entry.half)));
    } else if (entry.half.role == Role.CLIENT && entry.servers == 0) {
      unpaired.add(1);
      out.collect(Calls.clientAlone(entry.half));
    }
  }

  /**
   * Who called, when there is no client span: the node of the span that the server names as parent.
   */
  private static Node callerOf(TraceState trace, SpanHalf server) {
    TraceState.Entry parent = trace.find(Role.LINK, server.parentId);
    if (parent == null) {
      parent = trace.find(Role.SERVER, server.parentId);
    }
    return parent == null || parent.half.node == null || parent.half.node.equals(server.node)
        ? null
        : parent.half.node;
  }

  private static void schedule(TraceState trace, long time, Context context) {
    trace.timer = time;
    context.timerService().registerEventTimeTimer(time);
  }
}
