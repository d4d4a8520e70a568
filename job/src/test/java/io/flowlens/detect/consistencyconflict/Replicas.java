package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.ItemChanges;
import io.flowlens.model.ItemChanges.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A small model of a global table: each region writes over what it has, sends what it wrote, and
 * takes what arrives if that is newer. It knows which writes are lost: those that the version at
 * the end does not descend from.
 */
final class Replicas {
  /** A change record. */
  record ChangeRecord(int region, long key, Change change) {}

  private record Version(long hash, long parent, long stamp) {}

  private record Arrival(long at, int from, int region, long key, Version version) {}

  private static final Version NONE = new Version(ItemChanges.ABSENT, 0, Long.MIN_VALUE);

  final List<ChangeRecord> records = new ArrayList<>();
  private final Map<Long, Long> parents = new HashMap<>();
  private final Map<Long, Set<Long>> written = new HashMap<>();
  private final List<Map<Long, Version>> tables = new ArrayList<>();
  private final PriorityQueue<Arrival> way =
      new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : a.region - b.region);
  private final Random random;
  private final double merging;

  /** With so many regions; a write that follows one not yet sent replaces it this often. */
  Replicas(long seed, int regions, double merging) {
    this.random = new Random(seed);
    this.merging = merging;
    for (int i = 0; i < regions; i++) {
      tables.add(new HashMap<>());
    }
  }

  /** Writes a new version of an item, or this one where it is not 0. */
  void write(long at, int region, long key, long value, long lag) {
    arriveUntil(at);
    Version before = tables.get(region).getOrDefault(key, NONE);
    long hash = value != 0 ? value : random.nextLong() | 1L << 40;
    if (hash == before.hash) {
      return;
    }
    Version version = new Version(hash, before.hash, at * 1_000 + region);
    parents.putIfAbsent(hash, before.hash);
    written.computeIfAbsent(key, k -> new HashSet<>()).add(hash);
    put(at, region, key, version);
    if (random.nextDouble() < merging) {
      way.removeIf(sent -> sent.from == region && sent.key == key);
    }
    for (int other = 0; other < tables.size(); other++) {
      if (other != region) {
        way.add(new Arrival(at + lag + random.nextInt(200), region, other, key, version));
      }
    }
  }

  private void put(long at, int region, long key, Version version) {
    Version before = tables.get(region).put(key, version);
    long from = before == null ? NONE.hash : before.hash;
    if (from != version.hash) {
      records.add(new ChangeRecord(region, key, new Change(from, version.hash, at)));
    }
  }

  void arriveUntil(long at) {
    while (!way.isEmpty() && way.peek().at <= at) {
      Arrival arrival = way.poll();
      Version local = tables.get(arrival.region).getOrDefault(arrival.key, NONE);
      if (arrival.version.stamp > local.stamp) {
        put(arrival.at, arrival.region, arrival.key, arrival.version);
      }
    }
  }

  /** How many writes of an item are lost. */
  int lost(long key) {
    arriveUntil(Long.MAX_VALUE);
    Set<Long> lost = new HashSet<>(written.getOrDefault(key, Set.of()));
    long version = tables.get(0).getOrDefault(key, NONE).hash;
    while (version != NONE.hash && lost.remove(version)) {
      version = parents.get(version);
    }
    return lost.size();
  }
}
