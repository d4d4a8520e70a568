package io.flowlens.lab.simulator.world;

/**
 * A table in one region.
 *
 * @param keys how many distinct items there are
 * @param stream its change stream's time unit, or no stream
 * @param writeUnits provisioned write capacity per second, spread over the partitions; 0 for no
 *     limit but the partitions' own
 * @param readUnits provisioned read capacity per second, likewise
 * @param partitions how many partitions it has; each carries at most 1,000 write and 3,000 read
 *     units a second
 * @param knee how many attempts it works on at once at full speed; beyond, all get slower together,
 *     and work whose client has given up still takes its part; 0 for no such limit
 * @param cache what its readers read through
 */
public record Table(
    String name,
    String region,
    int keys,
    ChangeStream stream,
    double writeUnits,
    double readUnits,
    int partitions,
    double knee,
    Cache cache) {

  /** How a table's change stream stamps its records. */
  public enum ChangeStream {
    NONE,
    /** Milliseconds, without saying so: as records before 2024. */
    UNSTATED,
    MILLISECOND,
    MICROSECOND
  }

  /** A table without a capacity limit that matters and without a change stream. */
  public static Table of(String name, String region) {
    return new Table(name, region, 10_000, ChangeStream.NONE, 0, 0, 64, 0, Cache.NONE);
  }

  /** Its replica in another region. */
  public Table in(String otherRegion) {
    return new Table(
        name, otherRegion, keys, stream, writeUnits, readUnits, partitions, knee, cache);
  }

  /** The same table with a change stream. */
  public Table streaming(ChangeStream unit) {
    return new Table(name, region, keys, unit, writeUnits, readUnits, partitions, knee, cache);
  }

  /** The same table with provisioned capacity on this many partitions. */
  public Table provisioned(double writes, double reads, int onPartitions) {
    return new Table(name, region, keys, stream, writes, reads, onPartitions, knee, cache);
  }

  /** The same table with this many distinct items. */
  public Table holding(int items) {
    return new Table(name, region, items, stream, writeUnits, readUnits, partitions, knee, cache);
  }

  /** The same table, slow as soon as it works on more than this at once. */
  public Table fragile(double atOnce) {
    return new Table(name, region, keys, stream, writeUnits, readUnits, partitions, atOnce, cache);
  }

  /** The same table behind a cache. */
  public Table behind(Cache other) {
    return new Table(name, region, keys, stream, writeUnits, readUnits, partitions, knee, other);
  }
}
