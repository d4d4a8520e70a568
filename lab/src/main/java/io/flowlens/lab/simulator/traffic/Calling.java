package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.client.RetryQuota;
import io.flowlens.lab.simulator.engine.EventQueue;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One logical call of DynamoDB on its way: attempt after attempt until it succeeds or is given up.
 */
final class Calling {
  private static final long SDK_MICROS = 150;
  private static final long SERVER_PATIENCE_MICROS = 5_000_000;
  private static final int ITEMS_OF_A_BATCH = 2;

  /** Eventual reads of items of 250 bytes. */
  private static final long MILLI_UNITS_PER_ITEM = 31;

  private final EventQueue queue;
  private final SeededRandom random;
  private final FaultModel faultModel;
  private final Connections connections;
  private final RetryQuota quota;
  private final TrafficListener listener;
  private final Origin origin;
  private final Step.Access step;
  private final Consumer<TableCall> done;
  private final List<String> keys = new ArrayList<>();
  private final List<Long> milliUnits = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final String spanId;
  private final long start;
  private int lastCost;

  /**
   * @param item the key of the item that it concerns; null for one by chance
   */
  Calling(
      Simulation world, Origin origin, Step.Access step, String item, Consumer<TableCall> done) {
    this.queue = world.queue();
    this.random = world.random();
    this.faultModel = world.faultModel();
    this.connections = world.connections();
    this.quota = world.quota(origin);
    this.listener = world.listener();
    this.origin = origin;
    this.step = step;
    this.done = done;
    this.spanId = random.hex(16);
    this.start = queue.now();
    for (Table table : step.tables()) {
      keys.add(item == null ? anyItem(table) : item);
      milliUnits.add(milliUnits(random));
    }
  }

  private String anyItem(Table table) {
    double popular = StrictMath.pow(random.uniform(), 2);
    return "item-" + (int) (table.keys() * popular);
  }

  private long milliUnits(SeededRandom random) {
    if (step.items() > 0) {
      return MILLI_UNITS_PER_ITEM * step.items();
    }
    long size = 1L + random.below(3);
    return switch (step.operation()) {
      case GET_ITEM, QUERY, SCAN -> step.strong() ? 1000 * size : 500 * size;
      case BATCH_WRITE -> 1000 * ITEMS_OF_A_BATCH;
      case TRANSACT_WRITE -> 2000;
      default -> 1000 * size;
    };
  }

  /** Sends the first attempt. */
  void begin() {
    queue.at(start + SDK_MICROS, this::attempt);
  }

  private void attempt() {
    connections.take(origin, step.tables().get(0).region(), queue.now(), this::send);
  }

  private void send(long connecting) {
    long sent = queue.now();
    Table table = step.tables().get(0);
    Failure failure = strike(sent);
    String from = origin.service().region();
    long work = connecting + faultModel.latencyMicros(from, step, keys.get(0), failure, sent);
    long patience = Math.round(policy().timeoutMillis() * 1000);
    boolean givenUp = failure == Failure.TIMEOUT || work > patience;
    occupy(table, failure, sent + Math.min(work, SERVER_PATIENCE_MICROS));
    Attempt attempt =
        givenUp
            ? new Attempt(sent, sent + patience, Failure.TIMEOUT, connecting)
            : new Attempt(sent, sent + work, failure, connecting);
    queue.at(attempt.end(), () -> answered(attempt));
  }

  /** Work that has started goes on after the client gave up, until the server gives up too. */
  private void occupy(Table table, Failure failure, long until) {
    if (failure == null && table.knee() > 0) {
      TableState state = faultModel.state(table);
      state.begin();
      queue.at(until, state::end);
    }
  }

  private Failure strike(long now) {
    if (faultModel.state(step.tables().get(0)).full()) {
      return Failure.INTERNAL;
    }
    for (int i = 0; i < keys.size(); i++) {
      double units = milliUnits.get(i) / 1000.0;
      Failure failure =
          faultModel.strike(step.tables().get(i), step.operation(), keys.get(i), units, now);
      if (failure != null) {
        return failure;
      }
    }
    return random.chance(step.conditionalFailure()) ? Failure.CONDITION : null;
  }

  private void answered(Attempt attempt) {
    attempts.add(attempt);
    String region = step.tables().get(0).region();
    if (attempt.failure() == Failure.TIMEOUT) {
      connections.close(origin, region, attempt.end());
    } else {
      connections.giveBack(origin, region, attempt.end());
    }
    if (attempt.failure() == null) {
      quota.succeeded(lastCost);
      write(attempt.end());
      finish();
    } else if (mayRetry(attempt.failure())) {
      long wait = backoffMicros(attempt.failure());
      queue.at(attempt.end() + wait, this::attempt);
    } else {
      milliUnits.replaceAll(units -> 0L);
      finish();
    }
  }

  private boolean mayRetry(Failure failure) {
    if (!failure.kind().retried() || attempts.size() >= policy().maxAttempts()) {
      return false;
    }
    lastCost =
        switch (failure.kind()) {
          case THROTTLED -> policy().throttledCost();
          case TIMEOUT -> policy().timeoutCost();
          default -> policy().failedCost();
        };
    return quota.take(lastCost);
  }

  private long backoffMicros(Failure failure) {
    boolean throttled = failure.kind() == Failure.Kind.THROTTLED;
    return (throttled ? policy().throttled() : policy().failed())
        .waitMicros(attempts.size(), random);
  }

  private void write(long time) {
    if (!step.operation().writes()) {
      return;
    }
    int items = step.operation() == Operation.BATCH_WRITE ? ITEMS_OF_A_BATCH : 1;
    for (int i = 0; i < keys.size(); i++) {
      for (int item = 0; item < items; item++) {
        String key = item == 0 ? keys.get(i) : keys.get(i) + "-" + item;
        Change change =
            faultModel
                .state(step.tables().get(i))
                .write(step.operation(), key, time - SDK_MICROS, origin.service().name());
        if (change != null) {
          listener.on(change);
        }
      }
    }
  }

  private void finish() {
    queue.at(
        queue.now() + SDK_MICROS,
        () -> {
          TableCall call =
              new TableCall(
                  origin,
                  step,
                  keys,
                  milliUnits,
                  attempts,
                  spanId,
                  random.requestId(),
                  start,
                  queue.now());
          listener.on(call);
          done.accept(call);
        });
  }

  private RetryPolicy policy() {
    return origin.service().retries();
  }
}
