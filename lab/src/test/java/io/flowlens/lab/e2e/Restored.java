package io.flowlens.lab.e2e;

import io.flowlens.lab.e2e.Savepoint.Facts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * What the present jar made of an earlier release's savepoint, after some more traffic: the storm
 * goes on for a moment, then all is calm.
 */
final class Restored {
  /** How many seconds of storm follow in the minute that was open. */
  static final int MORE_SECONDS = 8;

  private static final int CALM_SECONDS = 150;

  /** Event time stands still for three times {@code idle.after}, which is 30 seconds here. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  final Facts facts;
  final Target target;
  final long recordsPut;
  final Map<String, Long> recordsRead;
  final List<String> failures;
  final boolean runs;

  private Restored(
      Facts facts,
      Target target,
      long recordsPut,
      Map<String, Long> recordsRead,
      List<String> failures,
      boolean runs) {
    this.facts = facts;
    this.target = target;
    this.recordsPut = recordsPut;
    this.recordsRead = recordsRead;
    this.failures = failures;
    this.runs = runs;
  }

  /**
   * Restores it.
   *
   * @param dropsState whether state that the present jar does not know may be left out
   */
  static Restored from(String release, World world, boolean dropsState) throws Exception {
    String name = "upgrade-" + release;
    Path folder = world.folder(name);
    Savepoint savepoint = Savepoint.unpack(release, folder);
    Facts facts = savepoint.facts();
    Target target = Target.create(world.dynamoDb, world.kinesis, name);
    try (PastKinesis past = PastKinesis.start(savepoint.kinesis(), facts.end().plusSeconds(1));
        KinesisClient client = past.client()) {
      Stream spans = Stream.existing(client, "spans");
      Stream changes = Stream.existing(client, "changes");
      PastTraffic traffic = new PastTraffic(past, spans, changes, facts.nextId());
      putMore(traffic, facts);
      Path properties =
          UpgradeIT.properties(Map.of("spans", spans, "changes", changes), target, world, past)
              .write(folder.resolve("properties.json"));
      try (ClusterJob job =
          ClusterJob.startFrom(savepoint.state(), world.cluster, properties, 2, dropsState)) {
        Patience.await(
            LIMIT,
            () ->
                sum(job.recordsRead()) >= traffic.records()
                    && wroteAll(facts, target)
                    && (dropsState || hasResolved(target)));
        return new Restored(
            facts, target, traffic.records(), job.recordsRead(), job.failures(), job.isRunning());
      }
    }
  }

  private static void putMore(PastTraffic traffic, Facts facts) throws Exception {
    Instant end = facts.end();
    traffic.otherHalf(facts.waiting(), end.plusMillis(200));
    traffic.again(facts.change());
    Instant storm =
        Instant.ofEpochMilli(facts.openMinute()).plusSeconds(60).minusSeconds(MORE_SECONDS);
    for (int second = 0; second < MORE_SECONDS + CALM_SECONDS; second++) {
      traffic.second(storm.plusSeconds(second), second < MORE_SECONDS);
    }
  }

  /** Whether all writes and the minute that was open at the savepoint are in the table. */
  private static boolean wroteAll(Facts facts, Target target) {
    long seconds = facts.seconds() + MORE_SECONDS;
    Instant minute = Instant.ofEpochMilli(facts.openMinute());
    return target.sum(UpgradeIT.WRITES, "calls") >= PastTraffic.writes(seconds + CALM_SECONDS)
        && target.sum(UpgradeIT.CHANGES, minute, "calls") >= seconds;
  }

  private static boolean hasResolved(Target target) {
    return target.anomalies().values().stream()
        .anyMatch(anomaly -> anomaly.get("status").asText().equals("resolved"));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
