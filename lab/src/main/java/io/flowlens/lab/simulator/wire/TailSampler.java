package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.traffic.Change;
import io.flowlens.lab.simulator.traffic.DiscardedBatch;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.Origin;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.traffic.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A sampler that decides about a whole trace once its root has ended: all with an error are kept,
 * of the others the share that its services' telemetry sets, the same for all of them. It does not
 * write into the trace state that it left others out, as few do. What happened in a trace is passed
 * to the others when it is decided.
 */
public final class TailSampler implements TrafficListener {
  /** Something that waits for the decision on its trace. */
  private record Waiting(boolean error, BiConsumer<TrafficListener, Boolean> deliver) {}

  private final List<? extends TrafficListener> listeners;
  private final SeededRandom random;
  private final Map<String, List<Waiting>> traces = new HashMap<>();

  public TailSampler(List<? extends TrafficListener> listeners, SeededRandom random) {
    this.listeners = List.copyOf(listeners);
    this.random = random;
  }

  @Override
  public void on(TableCall call) {
    if (decides(call.origin())) {
      hold(call.origin(), !call.ok(), (w, kept) -> w.on(sampled(call, kept)));
    } else {
      listeners.forEach(w -> w.on(call));
    }
  }

  @Override
  public void on(ServiceCall call) {
    if (!decides(call.callee())) {
      listeners.forEach(w -> w.on(call));
      return;
    }
    hold(call.callee(), !call.ok(), (w, kept) -> w.on(sampled(call, kept)));
    if (call.fromOutside()) {
      decide(call.callee());
    }
  }

  @Override
  public void on(Work work) {
    if (!decides(work.origin())) {
      listeners.forEach(w -> w.on(work));
      return;
    }
    hold(work.origin(), false, (w, kept) -> w.on(sampled(work, kept)));
    decide(work.origin());
  }

  @Override
  public void on(Change change) {
    listeners.forEach(w -> w.on(change));
  }

  @Override
  public void on(Invocation invocation) {
    listeners.forEach(w -> w.on(invocation));
  }

  @Override
  public void on(DiscardedBatch batch) {
    listeners.forEach(w -> w.on(batch));
  }

  private static boolean decides(Origin origin) {
    return origin.sampled() && origin.service().telemetry().keptWithoutError() < 1;
  }

  private void hold(Origin origin, boolean error, BiConsumer<TrafficListener, Boolean> deliver) {
    traces
        .computeIfAbsent(origin.traceId(), trace -> new ArrayList<>())
        .add(new Waiting(error, deliver));
  }

  private void decide(Origin root) {
    List<Waiting> trace = traces.remove(root.traceId());
    boolean kept =
        trace.stream().anyMatch(Waiting::error)
            || random.chance(root.service().telemetry().keptWithoutError());
    trace.forEach(
        waiting -> listeners.forEach(listener -> waiting.deliver().accept(listener, kept)));
  }

  private static Origin sampled(Origin origin, boolean kept) {
    return new Origin(
        origin.service(),
        origin.instance(),
        origin.traceId(),
        origin.spanId(),
        kept,
        origin.cold());
  }

  private static TableCall sampled(TableCall call, boolean kept) {
    return new TableCall(
        sampled(call.origin(), kept),
        call.step(),
        call.keys(),
        call.milliUnits(),
        call.attempts(),
        call.spanId(),
        call.requestId(),
        call.start(),
        call.end());
  }

  private static ServiceCall sampled(ServiceCall call, boolean kept) {
    return new ServiceCall(
        sampled(call.caller(), kept),
        sampled(call.callee(), kept),
        call.endpoint(),
        call.clientSpanId(),
        call.clientStart(),
        call.clientEnd(),
        call.serverStart(),
        call.serverEnd(),
        call.ok());
  }

  private static Work sampled(Work work, boolean kept) {
    return new Work(sampled(work.origin(), kept), work.endpoint(), work.start(), work.end());
  }
}
