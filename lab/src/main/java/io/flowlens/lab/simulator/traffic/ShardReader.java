package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Subscription;
import io.flowlens.lab.simulator.world.Subscription.Trouble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One shard of a stream on its way to a function: strictly in order, so that a batch that fails
 * holds up all that follow until it succeeds, is given up, or expires.
 */
final class ShardReader {
  private static final double POLL_SECONDS = 0.25;
  private static final double FIRST_WAIT_SECONDS = 1;
  private static final double LONGEST_WAIT_SECONDS = 30;
  private static final long SHORTEST_RUN_MICROS = 2_000;

  private record Waiting(long number, Change change, boolean poison, boolean filtered) {}

  /** Records to be delivered together, how often they were, and how often since they were cut. */
  private record Piece(List<Waiting> records, int deliveries, int tries) {
    Piece part(int from, int to) {
      return new Piece(records.subList(from, to), deliveries, 0);
    }
  }

  private final Simulation world;
  private final Subscription subscription;
  private final int shard;
  private final SeededRandom random;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private boolean busy;
  private long next;

  ShardReader(Simulation world, Subscription subscription, int shard, SeededRandom random) {
    this.world = world;
    this.subscription = subscription;
    this.shard = shard;
    this.random = random;
  }

  /** A change has reached the shard. */
  void add(Change change, boolean poison, boolean filtered) {
    waiting.add(new Waiting(next++, change, poison, filtered));
    if (!busy) {
      busy = true;
      later(POLL_SECONDS * random.between(0.5, 1.5), this::poll);
    }
  }

  private void later(double seconds, Runnable action) {
    world.queue().at(world.queue().now() + Math.round(seconds * 1e6), action);
  }

  /** Delivers what is next, if it is still the world's time. */
  private void poll() {
    if (pieces.isEmpty()) {
      List<Waiting> batch = new ArrayList<>();
      while (!waiting.isEmpty() && batch.size() < subscription.mapping().batchSize()) {
        Waiting record = waiting.poll();
        if (!record.filtered()) {
          batch.add(record);
        }
      }
      if (!batch.isEmpty()) {
        pieces.add(new Piece(batch, 0, 0));
      }
    }
    dropExpired();
    busy = !pieces.isEmpty() && world.goesOn();
    if (busy) {
      Piece piece = pieces.poll();
      invoke(new Piece(piece.records(), piece.deliveries() + 1, piece.tries() + 1));
    } else if (!waiting.isEmpty() && world.goesOn()) {
      busy = true;
      later(POLL_SECONDS, this::poll);
    }
  }

  private void dropExpired() {
    double age = subscription.mapping().maxAgeSeconds();
    Piece piece = pieces.peek();
    if (age < 0 || piece == null) {
      return;
    }
    long oldest = world.queue().now() - Math.round(age * 1e6);
    List<Waiting> expired =
        piece.records().stream().filter(r -> r.change().time() < oldest).toList();
    if (expired.isEmpty()) {
      return;
    }
    pieces.poll();
    giveUp(new Piece(expired, piece.deliveries(), piece.tries()), true);
    List<Waiting> rest = piece.records().stream().filter(r -> r.change().time() >= oldest).toList();
    if (!rest.isEmpty()) {
      pieces.addFirst(new Piece(rest, piece.deliveries(), 0));
    }
  }

  private void invoke(Piece piece) {
    Origin callee = world.serve(subscription.function());
    double seconds = world.startMicros(callee) / 1e6;
    later(
        seconds,
        () -> {
          Trouble trouble = subscription.trouble();
          long now = world.queue().now();
          boolean fails = trouble.when().holds(now) && random.chance(trouble.failing());
          handle(piece, callee, now, 0, fails ? random.below(piece.records().size()) : -1);
        });
  }

  /** Handles the batch's records one after the other, from this one on. */
  private void handle(Piece piece, Origin callee, long start, int record, int failsAt) {
    if (record == piece.records().size()) {
      later(SHORTEST_RUN_MICROS / 1e6, () -> ended(piece, callee, start, true));
      return;
    }
    Waiting next = piece.records().get(record);
    boolean poison = next.poison() && world.queue().now() < subscription.trouble().curedAt();
    if (poison || record == failsAt) {
      later(SHORTEST_RUN_MICROS / 1e6, () -> ended(piece, callee, start, false));
      return;
    }
    new Handling(
            world,
            callee,
            subscription.handler(),
            next.change().key(),
            ok -> {
              if (ok) {
                handle(piece, callee, start, record + 1, failsAt);
              } else {
                ended(piece, callee, start, false);
              }
            })
        .proceed();
  }

  private void ended(Piece piece, Origin callee, long start, boolean ok) {
    long now = world.queue().now();
    world.done(callee);
    world
        .listener()
        .on(new Invocation(callee, subscription, batch(piece), piece.deliveries(), start, now, ok));
    if (ok) {
      later(waiting.isEmpty() ? POLL_SECONDS : 0.02, this::poll);
    } else {
      failed(piece);
    }
  }

  private void failed(Piece piece) {
    Subscription.Mapping mapping = subscription.mapping();
    int size = piece.records().size();
    double wait = FIRST_WAIT_SECONDS * StrictMath.pow(2, Math.min(20, piece.tries() - 1));
    if (mapping.bisect() && size > 1) {
      pieces.addFirst(piece.part(size / 2, size));
      pieces.addFirst(piece.part(0, size / 2));
    } else if (mapping.retries() >= 0 && piece.tries() > mapping.retries()) {
      giveUp(piece, false);
      wait = 0;
    } else {
      pieces.addFirst(piece);
    }
    later(Math.min(LONGEST_WAIT_SECONDS, wait), this::poll);
  }

  private void giveUp(Piece piece, boolean expired) {
    world
        .listener()
        .on(
            new DiscardedBatch(
                subscription, batch(piece), expired, piece.deliveries(), world.queue().now()));
  }

  private Invocation.Batch batch(Piece piece) {
    List<Waiting> records = piece.records();
    Waiting last = records.get(records.size() - 1);
    return new Invocation.Batch(
        shard,
        records.get(0).number(),
        last.number(),
        records.size(),
        records.get(0).change().time(),
        last.change().time());
  }
}
