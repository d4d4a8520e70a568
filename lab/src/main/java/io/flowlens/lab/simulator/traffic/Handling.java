package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Distances;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Step;
import java.util.function.Consumer;

/** A service that runs an endpoint's steps, one after the other. */
final class Handling {
  private final Simulation world;
  private final SeededRandom random;
  private final Origin origin;
  private final Endpoint endpoint;
  private final String item;
  private final Consumer<Boolean> done;
  private int next;

  /**
   * @param origin the copy of the service that works, with its server span
   * @param done called at the end, with whether it succeeded
   */
  Handling(Simulation world, Origin origin, Endpoint endpoint, Consumer<Boolean> done) {
    this(world, origin, endpoint, null, done);
  }

  /**
   * @param item the key of the item that it is all about; null for none
   */
  Handling(
      Simulation world, Origin origin, Endpoint endpoint, String item, Consumer<Boolean> done) {
    this.world = world;
    this.random = world.random();
    this.origin = origin;
    this.endpoint = endpoint;
    this.item = item;
    this.done = done;
  }

  /** Thinks a little, then takes the next step, or is done. */
  void proceed() {
    long thinking = Math.round(random.logNormal(400, 0.5));
    world.queue().at(world.queue().now() + thinking, this::step);
  }

  private void step() {
    if (next == endpoint.steps().size()) {
      done.accept(true);
      return;
    }
    Step step = endpoint.steps().get(next++);
    if (!random.chance(step.probability())) {
      proceed();
    } else if (step instanceof Step.Access access) {
      Step.Access routed = world.faultModel().route(origin.service(), access, world.queue().now());
      new Calling(world, origin, routed, item, this::answered).begin();
    } else if (step instanceof Step.Visit visit) {
      visit(visit.endpoint());
    }
  }

  /** A condition that was not met is part of the business; anything else fails the request. */
  private void answered(TableCall call) {
    Failure failure = call.last().failure();
    proceedIf(failure == null || failure == Failure.CONDITION);
  }

  private void proceedIf(boolean ok) {
    if (ok) {
      proceed();
    } else {
      done.accept(false);
    }
  }

  private void visit(Endpoint target) {
    String clientSpan = random.hex(16);
    long clientStart = world.queue().now();
    long oneWay = oneWayMicros(target);
    Origin callee = world.serve(target.service(), origin.traceId(), origin.sampled());
    world
        .queue()
        .at(
            clientStart + oneWay + world.startMicros(callee),
            () -> {
              long serverStart = world.queue().now();
              new Handling(
                      world,
                      callee,
                      target,
                      ok -> returned(target, callee, clientSpan, clientStart, serverStart, ok))
                  .proceed();
            });
  }

  private void returned(
      Endpoint target,
      Origin callee,
      String clientSpan,
      long clientStart,
      long serverStart,
      boolean ok) {
    long serverEnd = world.queue().now();
    world.done(callee);
    long clientEnd = serverEnd + oneWayMicros(target);
    world
        .queue()
        .at(
            clientEnd,
            () -> {
              world
                  .listener()
                  .on(
                      new ServiceCall(
                          origin,
                          callee,
                          target,
                          clientSpan,
                          clientStart,
                          clientEnd,
                          serverStart,
                          serverEnd,
                          ok));
              proceedIf(ok);
            });
  }

  private long oneWayMicros(Endpoint target) {
    double roundTrip =
        Distances.roundTripMillis(origin.service().region(), target.service().region());
    return Math.round(random.logNormal(roundTrip * 500, 0.1));
  }
}
