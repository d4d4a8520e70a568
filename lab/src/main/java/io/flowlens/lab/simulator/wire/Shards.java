package io.flowlens.lab.simulator.wire;

import java.util.Locale;

/** Names and numbers of shards and their records, in the form of DynamoDB Streams. */
final class Shards {
  private Shards() {}

  static String id(int shard) {
    return String.format(
        Locale.ROOT, "shardId-00000001767225600%03d-%08x", shard, 0x2f1c0a3d + shard);
  }

  /** Sequence numbers grow, but not by one. */
  static String sequence(long number) {
    return String.format(Locale.ROOT, "%d%015d", 800_000, 37 * number + 126_276_362);
  }
}
