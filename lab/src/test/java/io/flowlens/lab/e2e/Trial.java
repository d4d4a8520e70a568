package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Traffic with a storm in it and two jobs that read it: one is left alone, the other is disturbed
 * by a test. Both must write the same.
 */
final class Trial implements AutoCloseable {
  private static final int SHARDS = 2;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);
  private static final Duration CALM = Duration.ofSeconds(8);

  private final World world;
  private final Stream spans;
  private final Stream changes;
  private final Target calmTarget;
  private final Target target;
  private final Path folder;
  private final boolean resharded;
  private final Feed feed;
  private Runnable endCalmJob = () -> {};
  private ClusterJob job;
  private LiveFeed traffic;

  /**
   * Prepares one.
   *
   * @param resharded whether the test will reshard its streams: the job that is left alone then
   *     reads the same from streams of its own
   */
  Trial(World world, String name, boolean resharded) throws Exception {
    this.world = world;
    this.resharded = resharded;
    folder = world.folder(name);
    spans = Stream.create(world.kinesis, name + "-spans", SHARDS);
    changes = Stream.create(world.kinesis, name + "-changes", SHARDS);
    calmTarget = Target.create(world.dynamoDb, world.kinesis, name + "-left-alone");
    target = Target.create(world.dynamoDb, world.kinesis, name);
    feed = new Feed(spans, changes);
  }

  /** Leaves the one job alone on the cluster, and starts the other one there. */
  ClusterJob startBothOnCluster() throws Exception {
    endCalmJob = ClusterJob.start(world.cluster, calmProperties(), 1)::close;
    return startJob();
  }

  /** Leaves the one job alone in a process of its own, and starts the other on the cluster. */
  ClusterJob startOneOnCluster() throws Exception {
    endCalmJob = RunningJob.start(folder.resolve("left-alone"), calmProperties())::close;
    return startJob();
  }

  private Path calmProperties() throws Exception {
    Stream calmSpans = spans;
    Stream calmChanges = changes;
    if (resharded) {
      calmSpans = Stream.create(world.kinesis, folder.getFileName() + "-spans-alone", SHARDS);
      calmChanges = Stream.create(world.kinesis, folder.getFileName() + "-changes-alone", SHARDS);
      spans.mirroredIn(calmSpans);
      changes.mirroredIn(calmChanges);
    }
    return properties(calmSpans, calmChanges, calmTarget).write(folder.resolve("left-alone.json"));
  }

  private ClusterJob startJob() throws Exception {
    Path file = properties(spans, changes, target).write(folder.resolve("disturbed.json"));
    job = ClusterJob.start(world.cluster, file, 2);
    traffic = new LiveFeed(feed);
    // A checkpoint with records in it, and a storm that both have seen.
    traffic.until(LIMIT, () -> !target.anomalies().isEmpty() && !calmTarget.anomalies().isEmpty());
    assertThat(target.anomalies()).as("anomalies before the disturbance").isNotEmpty();
    job.awaitCheckpoint();
    return job;
  }

  private PropertyGroups properties(Stream spans, Stream changes, Target target) {
    return PropertyGroups.of(Map.of("spans", spans, "changes", changes), target)
        // A busy machine may find a new shard late; what it holds must still be in time.
        .setInputs("max.out.of.orderness", resharded ? "10 s" : "5 s")
        .setInputs("flink.shard.discovery.intervalmillis", "1000")
        // On a busy machine it takes the source more than the usual 10 s to begin to read.
        .setInputs("idle.after", "20 s")
        .on(world.aws);
  }

  Stream spans() {
    return spans;
  }

  Stream changes() {
    return changes;
  }

  /** Lets the traffic go on after the disturbance, ends it, and compares what both jobs wrote. */
  void finish() throws Exception {
    traffic.until(AFTERWARDS, () -> false);
    traffic.calm();
    traffic.until(CALM, () -> false);
    traffic.stop();
    Comparison comparison = new Comparison(feed, calmTarget, target, !resharded);
    comparison.await();
    comparison.check();
    assertThat(job.isRunning()).isTrue();
  }

  @Override
  public void close() {
    if (traffic != null) {
      traffic.close();
    }
    if (job != null) {
      job.close();
    }
    endCalmJob.run();
  }
}
