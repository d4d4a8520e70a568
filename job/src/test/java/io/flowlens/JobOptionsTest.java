package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.OptionTable;
import io.flowlens.config.Settings;
import io.flowlens.ingest.KinesisInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobOptionsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/flowlens");
  private static final Path README = Path.of("../README.md");
  private static final String START = "<!-- config:start -->\n";
  private static final String END = "<!-- config:end -->";

  /** Run with {@code -Dflowlens.update=true} to write the table anew. */
  @Test
  void theReadmesTableIsWhatTheJobKnows() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(START) + START.length();
    int to = readme.indexOf(END);
    String table = OptionTable.of(JobOptions.all());
    if (Boolean.getBoolean("flowlens.update")) {
      Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
    } else {
      assertThat(readme.substring(from, to)).isEqualTo(table);
    }
  }

  @Test
  void everyFaultOfAStartIsToldAtOnce() throws Exception {
    String faults = Files.readString(RESOURCES.resolve("faulty.txt")).stripTrailing();
    assertThatThrownBy(() -> read("faulty.json")).hasMessage(faults);
  }

  @Test
  void theSmallestConfigurationIsEnough() throws Exception {
    Settings settings = read("smallest.json");
    assertThat(KinesisInput.all(settings)).extracting(KinesisInput::name).containsExactly("spans");
  }

  private static Settings read(String file) throws Exception {
    return JobOptions.all().read(PropertiesFile.read(RESOURCES.resolve(file).toString()));
  }
}
