package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The shaded jar on a cluster of processes, which a test kills, stops, or takes the streams apart
 * for. In the end its table, anomalies and dead letters are those of a job that was left alone.
 */
@Tag("cluster")
@ExtendWith(World.Shared.class)
class DisturbedJobIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final World world;

  DisturbedJobIT(World world) {
    this.world = world;
  }

  @Test
  void aKilledTaskManagerIsReplacedAndNothingIsLost() throws Exception {
    try (Trial trial = new Trial(world, "task-manager", false)) {
      ClusterJob job = trial.startBothOnCluster();
      String victim = job.taskManagers().get(0);
      world.cluster.killTaskManager(victim);
      world.cluster.addTaskManager();
      Patience.await(LIMIT, () -> !job.failures().isEmpty());
      assertThat(job.failures()).as("failures").isNotEmpty();
      job.awaitRunning();
      assertThat(job.taskManagers()).doesNotContain(victim).hasSize(2);
      job.awaitCheckpoint();
      trial.finish();
    }
  }

  @Test
  void aJobStoppedWithASavepointGoesOnWithFewerAndWithMoreThreads() throws Exception {
    try (Trial trial = new Trial(world, "rescale", false)) {
      ClusterJob job = trial.startBothOnCluster();
      for (int parallelism : List.of(1, 2)) {
        job.goOn(job.stop(), parallelism);
        assertThat(job.taskManagers()).hasSize(parallelism);
        job.awaitCheckpoint();
        assertThat(job.failures()).isEmpty();
      }
      trial.finish();
    }
  }

  @Test
  void aJobLostWithItsJobManagerGoesOnFromItsRetainedCheckpoint() throws Exception {
    try (Trial trial = new Trial(world, "job-manager", false)) {
      ClusterJob job = trial.startOneOnCluster();
      world.cluster.killAll();
      String checkpoint = job.retainedCheckpoint();
      world.cluster.restart();
      job.goOn(checkpoint, 2);
      job.awaitCheckpoint();
      assertThat(job.failures()).isEmpty();
      trial.finish();
    }
  }

  @Test
  void shardsMaySplitAndMergeWhileTheyAreRead() throws Exception {
    try (Trial trial = new Trial(world, "reshard", true)) {
      ClusterJob job = trial.startBothOnCluster();
      trial.spans().split();
      trial.changes().merge();
      job.awaitCheckpoint();
      trial.spans().merge();
      trial.changes().split();
      job.awaitCheckpoint();
      assertThat(job.failures()).isEmpty();
      trial.finish();
    }
  }
}
