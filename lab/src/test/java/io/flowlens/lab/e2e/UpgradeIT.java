package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The present jar goes on from a savepoint of every release in {@code
 * src/test/resources/savepoints}; {@link TakeSavepoint} makes the next one's.
 *
 * <p>What flows must survive whatever is done to the detectors: positions in the shards, records
 * that are known, halves of calls, open minutes. That an open episode goes on is a test of its own.
 */
@Tag("cluster")
@ExtendWith(World.Shared.class)
class UpgradeIT {
  static final String WRITES = "|table:111122223333:us-east-1:Orders|write";
  private static final String READS = "|table:111122223333:eu-west-1:Prices|read";
  private static final String CALLS = "|service:111122223333:us-east-1:checkout|call";

  /** To a node that was a {@code stream} before 0.1.0 and is a {@code change-stream} since. */
  static final String CHANGES = "stream:111122223333:us-east-1:Orders|change";

  /**
   * Releases of whose detectors some state is left out, as {@code docs/upgrade.md} then must say.
   */
  private static final Set<String> SOME_DETECTOR_STATE_LEFT_OUT = Set.of("0.1.0-preview");

  private final World world;

  UpgradeIT(World world) {
    this.world = world;
  }

  /** The properties of the job that a savepoint is taken of and that is restored from it. */
  static PropertyGroups properties(
      Map<String, Stream> inputs, Target target, World world, PastKinesis past) {
    return PropertyGroups.of(inputs, target)
        // All is there from the beginning; a busy machine may take long to begin to read it.
        .setInputs("idle.after", "30 s")
        .on(world.aws)
        .readFrom(past.endpoint());
  }

  @TestFactory
  java.util.stream.Stream<DynamicContainer> aSavepointOf() throws IOException {
    return Savepoint.releases().stream().map(this::testsOf);
  }

  private DynamicContainer testsOf(String release) {
    Restored[] restored = new Restored[1];
    return DynamicContainer.dynamicContainer(
        release,
        java.util.stream.Stream.of(
            DynamicTest.dynamicTest(
                "is restored, and the job runs on",
                () -> {
                  boolean dropsState = SOME_DETECTOR_STATE_LEFT_OUT.contains(release);
                  restored[0] = Restored.from(release, world, dropsState);
                  assertThat(restored[0].failures).isEmpty();
                  assertThat(restored[0].runs).isTrue();
                }),
            DynamicTest.dynamicTest(
                "keeps the positions in the shards", () -> readsOnlyWhatIsNew(restored[0])),
            DynamicTest.dynamicTest(
                "keeps minutes, halves of calls, and known records",
                () -> goesOnCounting(restored[0])),
            DynamicTest.dynamicTest(
                "keeps the open episode, unless what detectors remember is left out",
                () -> goesOnWithTheEpisode(release, restored[0]))));
  }

  private static void readsOnlyWhatIsNew(Restored restored) {
    assertThat(restored.recordsRead).hasSize(2);
    assertThat(restored.recordsRead.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(restored.recordsPut);
  }

  private static void goesOnCounting(Restored restored) {
    Instant minute = Instant.ofEpochMilli(restored.facts.openMinute());
    long seconds = restored.facts.seconds() + Restored.MORE_SECONDS;
    Target target = restored.target;
    assertThat(target.sum(WRITES, minute, "calls")).isEqualTo(PastTraffic.writes(seconds));
    assertThat(target.sum(READS, minute, "calls")).isEqualTo(seconds);
    // The change that was sent once more was known.
    assertThat(target.sum(CHANGES, minute, "calls")).isEqualTo(seconds);
    // One of them was half known.
    assertThat(target.sum(CALLS, minute, "calls")).isEqualTo(seconds + 1);
    assertThat(target.unpaired(CALLS, minute)).isZero();
  }

  private static void goesOnWithTheEpisode(String release, Restored restored) {
    assumeThat(SOME_DETECTOR_STATE_LEFT_OUT).doesNotContain(release);
    Map<String, JsonNode> anomalies = restored.target.anomalies();
    assertThat(anomalies).containsOnlyKeys(restored.facts.episode());
    JsonNode episode = anomalies.get(restored.facts.episode());
    assertThat(episode.get("revision").asInt()).isGreaterThan(restored.facts.revision());
    assertThat(episode.get("status").asText()).isEqualTo("resolved");
  }
}
