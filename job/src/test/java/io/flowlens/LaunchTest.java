package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.ConfigurationException;
import io.flowlens.ingest.source.KinesisInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  @TempDir private Path folder;

  @Test
  void aLocalRunSetsWhatThePlatformWouldSetAndTheGuards() throws Exception {
    ReadableConfig configuration =
        Launch.of("--checkpoints", folder.toString(), "--parallelism", "3")
            .environment()
            .getConfiguration();
    assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo(folder.toFile().toURI().toString());
    assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(configuration.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(configuration.get(StateRecoveryOptions.SAVEPOINT_PATH)).isNull();
  }

  @Test
  void theParallelismIsTheOneGivenAndItsLimitIsFixed() throws Exception {
    assertThat(Launch.of("--parallelism", "3").environment().getParallelism()).isEqualTo(3);
    assertThat(Launch.of().environment().getMaxParallelism()).isEqualTo(720);
  }

  @Test
  void latestIsTheNewestCheckpointThatWasCompleted() throws Exception {
    checkpoint("job-1/chk-9", "2026-11-24T10:00:00Z");
    checkpoint("job-2/chk-3", "2026-11-24T11:00:00Z");
    Files.createDirectories(folder.resolve("job-2/chk-4"));
    assertThat(restored("latest")).endsWith("/job-2/chk-3/");
  }

  @Test
  void withoutACheckpointLatestStartsAfresh() throws Exception {
    assertThat(restored("latest")).isNull();
  }

  @Test
  void aCheckpointCanBeNamed() throws Exception {
    assertThat(restored("/backup/chk-7")).isEqualTo("/backup/chk-7");
  }

  @Test
  void argumentsThatMeanNothingAreRefusedInOneSentence() {
    assertThatThrownBy(() -> Launch.of("--paralelism", "2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--paralelism");
    assertThatThrownBy(() -> Launch.of("--parallelism", "0").environment())
        .hasMessageContaining("--parallelism 0 must be 1 or more");
    assertThatThrownBy(() -> Launch.of("--restore", "latest").environment())
        .hasMessageContaining("--restore latest needs --checkpoints");
    assertThatThrownBy(() -> Launch.of("--properties", folder.toString()).settings())
        .hasMessageContaining("is a folder, not a file");
  }

  @Test
  void withoutArgumentsThePropertiesAreThoseThatThePlatformLeaves() throws Exception {
    Path file = Path.of("src/test/resources/io/flowlens/smallest.json");
    assertThat(KinesisInput.all(Launch.of(file).settings()))
        .extracting(KinesisInput::name)
        .containsExactly("spans");
  }

  @Test
  void aFileThatIsNamedCountsInsteadOfThePlatforms() {
    Path file = Path.of("src/test/resources/io/flowlens/smallest.json");
    String named = folder.resolve("none.json").toString();
    assertThatThrownBy(() -> Launch.of(file, "--properties", named).settings())
        .hasMessageContaining(named + " does not exist");
  }

  @Test
  void withoutPropertiesItSaysWhereTheyBelong() {
    assertThatThrownBy(() -> Launch.of(folder.resolve("none.json")).settings())
        .hasMessageContaining("No properties are given: on Managed Flink set property groups")
        .hasMessageContaining("Input.<name>: none is given")
        .hasMessageContaining("EdgeTable: table.name is missing");
  }

  private String restored(String checkpoint) throws Exception {
    return Launch.of("--checkpoints", folder.toString(), "--restore", checkpoint)
        .environment()
        .getConfiguration()
        .get(StateRecoveryOptions.SAVEPOINT_PATH);
  }

  private void checkpoint(String path, String completed) throws Exception {
    Path metadata = Files.createDirectories(folder.resolve(path)).resolve("_metadata");
    Files.createFile(metadata);
    Files.setLastModifiedTime(metadata, FileTime.from(Instant.parse(completed)));
  }
}
