package io.flowlens.lab.simulator;

import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.traffic.Simulation;
import io.flowlens.lab.simulator.traffic.Witness;
import io.flowlens.lab.simulator.truth.Truth;
import io.flowlens.lab.simulator.wire.CallLog;
import io.flowlens.lab.simulator.wire.ChangeLog;
import io.flowlens.lab.simulator.wire.FailureRecords;
import io.flowlens.lab.simulator.wire.FunctionLog;
import io.flowlens.lab.simulator.wire.SpanLog;
import io.flowlens.lab.simulator.wire.TailSampler;
import io.flowlens.lab.simulator.wire.Trail;
import io.flowlens.lab.simulator.wire.WireRecord;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * One life of a world: the records it left, as they arrived, and the truth about it.
 *
 * @param records in order of arrival
 */
public record Run(List<WireRecord> records, Truth truth) {
  /**
   * Lets a world live.
   *
   * @param sampling the share of traces that is recorded, 0 to 1
   * @param others who else is told what happens
   */
  public static Run of(
      World world, long seed, double sampling, Delivery delivery, Witness... others) {
    Dice dice = Dice.of(seed).child("telemetry");
    List<WireRecord> sent = new ArrayList<>();
    SpanLog spans = new SpanLog(world.account(), sampling, dice.child("spans"), sent::add);
    ChangeLog changes = new ChangeLog(dice.child("changes"), sent::add);
    Trail trail = new Trail(world.account(), dice.child("trail"), sent::add);
    FunctionLog functions = new FunctionLog(world.account(), dice.child("functions"), sent::add);
    FailureRecords failures =
        new FailureRecords(world.account(), dice.child("failures"), sent::add);
    CallLog calls = new CallLog(world.account(), sampling, dice.child("calls"), sent::add);
    Truth truth = new Truth(world.account());
    Witness telemetry =
        new TailSampler(
            List.of(spans, changes, trail, functions, failures, calls, truth), dice.child("tail"));
    List<Witness> witnesses = new ArrayList<>(List.of(telemetry));
    witnesses.addAll(List.of(others));
    new Simulation(world, seed, sampling, witnesses).run();
    spans.close();
    functions.close();
    calls.close();
    return new Run(delivery.deliver(sent, dice.child("delivery")), truth);
  }
}
