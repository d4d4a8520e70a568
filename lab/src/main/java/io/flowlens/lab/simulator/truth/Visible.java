package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a call's span, or its flow event, shows of its attempts.
 *
 * <p>With an event for each failed attempt, all answered attempts show. A call that failed in the
 * end names its number of attempts, and those without an event are booked under the class of the
 * last. Attempts without an answer (timeouts) and, without events, all failures of a call that
 * succeeded in the end leave no trace. A flow event holds all of them.
 *
 * @param attempts how many show
 * @param errors failed attempts that show, by class
 * @param unitsKnown whether the span holds more than the call's outcome: capacity and consistency
 */
record Visible(int attempts, SortedMap<String, Integer> errors, boolean unitsKnown) {
  static Visible of(TableCall call) {
    var telemetry = call.origin().service().telemetry();
    SortedMap<String, Integer> errors = new TreeMap<>();
    int shown = 0;
    if (telemetry.individualErrors()) {
      boolean all = telemetry.form() == Service.Form.FLOW_EVENTS;
      for (Attempt attempt : call.attempts()) {
        if (attempt.failure() != null && (all || attempt.failure().status() > 0)) {
          errors.merge(attempt.failure().kind().label(), 1, Integer::sum);
          shown++;
        }
      }
    }
    int attempts = shown + 1;
    if (!call.ok()) {
      attempts = call.attempts().size();
      if (attempts > shown) {
        errors.merge(call.last().failure().kind().label(), attempts - shown, Integer::sum);
      }
    }
    boolean oldBatch = telemetry.oldNames() && call.step().tables().size() > 1;
    boolean transaction = call.step().operation() == Operation.TRANSACT_WRITE;
    return new Visible(attempts, errors, !oldBatch && !transaction);
  }
}
