package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Subscription;

/** An event source mapping at work: it hands a stream's shards to a function, batch after batch. */
final class StreamPoller implements TrafficListener {
  private final Subscription subscription;
  private final ShardReader[] shards;
  private boolean poisoned;

  StreamPoller(Simulation world, Subscription subscription, SeededRandom random) {
    this.subscription = subscription;
    this.shards = new ShardReader[subscription.mapping().shards()];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new ShardReader(world, subscription, i, random.child("shard " + i));
    }
  }

  @Override
  public void on(Change change) {
    Subscription.Mapping mapping = subscription.mapping();
    boolean ours =
        change.table().name().equals(subscription.source().name())
            && change.table().region().equals(subscription.source().region());
    if (!ours || !mapping.when().holds(change.time())) {
      return;
    }
    boolean echo = change.writer().equals(subscription.function().name());
    boolean poison = !poisoned && change.time() >= subscription.trouble().poisonedAt();
    poisoned |= poison;
    shards[Math.floorMod(change.key().hashCode(), shards.length)].add(
        change, poison, mapping.deaf() && echo);
  }
}
