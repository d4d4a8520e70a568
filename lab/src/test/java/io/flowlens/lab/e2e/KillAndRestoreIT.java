package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.localaws.LocalAws;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Two jobs read the same streams into tables of their own. One is killed and started again from its
 * last checkpoint with twice the threads, so that its state is shared out anew: in the end both
 * tables, all anomalies and all dead letters are the same.
 */
class KillAndRestoreIT {
  private static final int SHARDS = 2;

  @TempDir Path folder;

  @Test
  void aKilledJobEndsAsOneThatNeverStopped() throws Exception {
    try (LocalAws aws = LocalAws.start(folder);
        KinesisClient kinesis = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
        DynamoDbClient dynamoDb = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME)) {
      Stream spans = Stream.create(kinesis, "spans", SHARDS);
      Stream changes = Stream.create(kinesis, "changes", SHARDS);
      Map<String, Stream> inputs = Map.of("spans", spans, "changes", changes);
      Target undisturbed = Target.create(dynamoDb, kinesis, "undisturbed");
      Target killed = Target.create(dynamoDb, kinesis, "killed");
      Feed feed = new Feed(spans, changes);
      try (RunningJob first = RunningJob.start(folder.resolve("a"), aws, inputs, undisturbed);
          RunningJob second = RunningJob.start(folder.resolve("b"), aws, inputs, killed)) {
        feedThroughAKill(feed, second, killed);

        Comparison comparison = new Comparison(feed, undisturbed, killed, true);
        comparison.await();
        assertThat(first.isAlive() && second.isAlive()).isTrue();
        assertThat(second.log()).contains("Restoring job").doesNotContain("to FAILED");
        assertThat(first.log()).doesNotContain("to FAILED");
        comparison.check();
      }
    }
  }

  /** Traffic with a storm in it, which begins before the kill and ends after the restart. */
  private static void feedThroughAKill(Feed feed, RunningJob job, Target target) throws Exception {
    feedUntil(feed, true, 90, () -> !target.rows().isEmpty());
    int before = job.lastCheckpoint();
    feedUntil(feed, true, 60, () -> job.lastCheckpoint() > before);
    assertThat(job.lastCheckpoint()).as("a checkpoint with records in it").isGreaterThan(before);
    feedUntil(feed, true, 4, () -> false);
    job.kill();
    feedUntil(feed, true, 2, () -> false);
    job.restart(2);
    feedUntil(feed, true, 5, () -> false);
    feedUntil(feed, false, 15, () -> false);
  }

  private static void feedUntil(Feed feed, boolean storm, int seconds, Callable<Boolean> enough)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end && !enough.call()) {
      feed.tick(storm);
    }
  }
}
