package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * A table as it stands: its partitions' capacity, which items there are, and which are in its
 * cache.
 */
final class TableState {
  private static final double PARTITION_WRITES = 1_000;
  private static final double PARTITION_READS = 3_000;

  private static final double MOST_CROWDED = 700;

  private final Table table;
  private final Partition[] writes;
  private final Partition[] reads;
  private int atWork;

  /** When each item was read last, epoch microseconds; of tables behind a cache. */
  private final Map<String, Long> read = new HashMap<>();

  private final Map<String, Integer> versions = new HashMap<>();

  TableState(Table table, long now) {
    this.table = table;
    this.writes = partitions(table.writeUnits(), PARTITION_WRITES, now);
    this.reads = partitions(table.readUnits(), PARTITION_READS, now);
  }

  private Partition[] partitions(double provisioned, double ceiling, long now) {
    double each = provisioned > 0 ? Math.min(ceiling, provisioned / table.partitions()) : ceiling;
    Partition[] all = new Partition[table.partitions()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Partition(each, now);
    }
    return all;
  }

  /** Whether the cache before it holds an item that is read now, and will from now on. */
  boolean cached(String key, long now) {
    Long last = read.put(key, now);
    return last != null && now - last <= table.cache().seconds() * 1e6;
  }

  /** Whether it is so crowded that it turns an attempt away. */
  boolean full() {
    return table.knee() > 0 && atWork > MOST_CROWDED * table.knee();
  }

  /** How many times slower it is for all that it has to do at once. */
  double crowding() {
    return table.knee() > 0 ? Math.max(1, atWork / table.knee()) : 1;
  }

  /** An attempt begins to be worked on. */
  void begin() {
    atWork++;
  }

  /** It is done, whether or not its client still waits. */
  void end() {
    atWork--;
  }

  /**
   * Takes the units from the key's partition; null if they were available, else DynamoDB's error.
   */
  Failure take(Operation operation, String key, double units, long now) {
    Partition[] partitions = operation.writes() ? writes : reads;
    if (partitions[Math.floorMod(key.hashCode(), partitions.length)].take(units, now)) {
      return null;
    }
    boolean provisioned = (operation.writes() ? table.writeUnits() : table.readUnits()) > 0;
    return provisioned ? Failure.PROVISIONED_THROUGHPUT : Failure.KEY_RANGE;
  }

  /** Writes an item; returns the change in its stream, or null without a change or a stream. */
  Change write(Operation operation, String key, long time, String writer) {
    boolean delete = operation == Operation.DELETE_ITEM;
    Integer before = delete ? versions.remove(key) : versions.get(key);
    if (delete && before == null) {
      return null;
    }
    int version = before == null ? 1 : before + 1;
    if (!delete) {
      versions.put(key, version);
    }
    if (table.stream() == Table.ChangeStream.NONE) {
      return null;
    }
    String kind = delete ? "REMOVE" : before == null ? "INSERT" : "MODIFY";
    return new Change(table, kind, key, version, time, 90 + key.length(), writer);
  }
}
