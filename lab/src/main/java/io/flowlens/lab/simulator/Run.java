package io.flowlens.lab.simulator;

import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.traffic.Simulation;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.truth.Truth;
import io.flowlens.lab.simulator.wire.CallLog;
import io.flowlens.lab.simulator.wire.ChangeLog;
import io.flowlens.lab.simulator.wire.CloudTrailLog;
import io.flowlens.lab.simulator.wire.FailureRecords;
import io.flowlens.lab.simulator.wire.FunctionLog;
import io.flowlens.lab.simulator.wire.SpanLog;
import io.flowlens.lab.simulator.wire.TailSampler;
import io.flowlens.lab.simulator.wire.WireRecord;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a world: its records as they arrived, and the truth about it.
 *
 * @param records in order of arrival
 */
public record Run(List<WireRecord> records, Truth truth) {
  /**
   * Runs a world.
   *
   * @param sampling the share of traces that is recorded, 0 to 1
   * @param others further listeners
   */
  public static Run of(
      World world, long seed, double sampling, Delivery delivery, TrafficListener... others) {
    SeededRandom random = SeededRandom.of(seed).child("telemetry");
    List<WireRecord> sent = new ArrayList<>();
    SpanLog spans = new SpanLog(world.account(), sampling, random.child("spans"), sent::add);
    ChangeLog changes = new ChangeLog(random.child("changes"), sent::add);
    CloudTrailLog trail = new CloudTrailLog(world.account(), random.child("trail"), sent::add);
    FunctionLog functions = new FunctionLog(world.account(), random.child("functions"), sent::add);
    FailureRecords failures =
        new FailureRecords(world.account(), random.child("failures"), sent::add);
    CallLog calls = new CallLog(world.account(), sampling, random.child("calls"), sent::add);
    Truth truth = new Truth(world.account());
    TrafficListener telemetry =
        new TailSampler(
            List.of(spans, changes, trail, functions, failures, calls, truth),
            random.child("tail"));
    List<TrafficListener> listeners = new ArrayList<>(List.of(telemetry));
    listeners.addAll(List.of(others));
    new Simulation(world, seed, sampling, listeners).run();
    spans.close();
    functions.close();
    calls.close();
    return new Run(delivery.deliver(sent, random.child("delivery")), truth);
  }
}
