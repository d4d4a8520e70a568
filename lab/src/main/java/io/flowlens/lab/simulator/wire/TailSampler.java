package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.traffic.Change;
import io.flowlens.lab.simulator.traffic.GivenUp;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.Origin;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.Witness;
import io.flowlens.lab.simulator.traffic.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A sampler that looks at a whole trace once its root has ended: all with an error are kept, of the
 * others the share that its services' telemetry says, the same for all of them. It does not write
 * into the trace state that it left others out, as few do. What happened in a trace is told to the
 * others when it is decided.
 */
public final class TailSampler implements Witness {
  /** Something that waits for the decision on its trace. */
  private record Waiting(boolean error, BiConsumer<Witness, Boolean> tell) {}

  private final List<? extends Witness> witnesses;
  private final Dice dice;
  private final Map<String, List<Waiting>> traces = new HashMap<>();

  public TailSampler(List<? extends Witness> witnesses, Dice dice) {
    this.witnesses = List.copyOf(witnesses);
    this.dice = dice;
  }

  @Override
  public void saw(TableCall call) {
    if (decides(call.origin())) {
      hold(call.origin(), !call.ok(), (w, kept) -> w.saw(sampled(call, kept)));
    } else {
      witnesses.forEach(w -> w.saw(call));
    }
  }

  @Override
  public void saw(ServiceCall call) {
    if (!decides(call.callee())) {
      witnesses.forEach(w -> w.saw(call));
      return;
    }
    hold(call.callee(), !call.ok(), (w, kept) -> w.saw(sampled(call, kept)));
    if (call.fromOutside()) {
      decide(call.callee());
    }
  }

  @Override
  public void saw(Work work) {
    if (!decides(work.origin())) {
      witnesses.forEach(w -> w.saw(work));
      return;
    }
    hold(work.origin(), false, (w, kept) -> w.saw(sampled(work, kept)));
    decide(work.origin());
  }

  @Override
  public void saw(Change change) {
    witnesses.forEach(w -> w.saw(change));
  }

  @Override
  public void saw(Invocation invocation) {
    witnesses.forEach(w -> w.saw(invocation));
  }

  @Override
  public void saw(GivenUp batch) {
    witnesses.forEach(w -> w.saw(batch));
  }

  private static boolean decides(Origin origin) {
    return origin.sampled() && origin.service().telemetry().keptWithoutError() < 1;
  }

  private void hold(Origin origin, boolean error, BiConsumer<Witness, Boolean> tell) {
    traces
        .computeIfAbsent(origin.traceId(), trace -> new ArrayList<>())
        .add(new Waiting(error, tell));
  }

  private void decide(Origin root) {
    List<Waiting> trace = traces.remove(root.traceId());
    boolean kept =
        trace.stream().anyMatch(Waiting::error)
            || dice.chance(root.service().telemetry().keptWithoutError());
    trace.forEach(waiting -> witnesses.forEach(witness -> waiting.tell().accept(witness, kept)));
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
