package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Takes the savepoint of a release that {@link UpgradeIT} restores from then on. Run it once for
 * each release, from its tag, and commit the file that it makes:
 *
 * <pre>
 * mvn -pl lab -am verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dit.test=TakeSavepoint -Dfailsafe.failIfNoSpecifiedTests=false -Dsavepoint.release=0.1.0
 * </pre>
 */
@ExtendWith(World.Shared.class)
@EnabledIfSystemProperty(
    named = TakeSavepoint.RELEASE,
    matches = ".+",
    disabledReason = "it makes a file for a release")
class TakeSavepoint {
  static final String RELEASE = "savepoint.release";

  private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
  private static final int SECONDS = 170;
  private static final int STORM_FROM = 100;
  private static final int OPEN_MINUTE = 120;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final World world;

  TakeSavepoint(World world) {
    this.world = world;
  }

  @Test
  void takeIt() throws Exception {
    Path folder = world.folder("savepoint");
    Path streams = folder.resolve("kinesis");
    Target target = Target.create(world.dynamoDb, world.kinesis, "savepoint");
    Path savepoint;
    Savepoint.Facts facts;
    try (PastKinesis past = PastKinesis.start(streams, START);
        KinesisClient client = past.client()) {
      Stream spans = Stream.create(client, "spans");
      Stream changes = Stream.create(client, "changes");
      PastTraffic traffic = new PastTraffic(past, spans, changes, 1);
      String change = "";
      for (int second = 0; second < SECONDS; second++) {
        change = traffic.second(START.plusSeconds(second), second >= STORM_FROM);
      }
      Instant end = START.plusSeconds(SECONDS);
      long waiting = traffic.half(end);

      Path properties =
          UpgradeIT.properties(Map.of("spans", spans, "changes", changes), target, world, past)
              .write(folder.resolve("properties.json"));
      try (ClusterJob job = ClusterJob.start(world.cluster, properties, 2)) {
        Patience.await(
            LIMIT,
            () ->
                target.sum(UpgradeIT.WRITES, "calls") == PastTraffic.writes(SECONDS)
                    && !target.anomalies().isEmpty());
        Patience.awaitRest(
            Duration.ofSeconds(10), LIMIT, () -> target.rows() + " " + target.anomalies());
        assertThat(target.anomalies()).as("anomalies").hasSize(1);
        assertThat(target.sum(UpgradeIT.WRITES, "calls")).isEqualTo(PastTraffic.writes(SECONDS));
        savepoint = Path.of(URI.create(job.stop()));
      }
      // What it holds is written into its file every second.
      Patience.awaitRest(
          Duration.ofSeconds(3), LIMIT, () -> Files.size(streams.resolve(PastKinesis.FILE)));
      JsonNode episode = target.anomalies().values().iterator().next();
      assertThat(episode.get("status").asText()).isIn("open", "updated");
      facts =
          new Savepoint.Facts(
              end.toEpochMilli(),
              START.plusSeconds(OPEN_MINUTE).toEpochMilli(),
              SECONDS - OPEN_MINUTE,
              waiting,
              change,
              traffic.nextId(),
              episode.get("id").asText(),
              episode.get("revision").asInt());
    }
    Savepoint.pack(
        System.getProperty(RELEASE), savepoint, streams.resolve(PastKinesis.FILE), facts);
  }
}
