package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.OptionTable;
import io.flowlens.config.Settings;
import io.flowlens.ingest.source.KinesisInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JobOptionsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/flowlens");
  private static final Path REFERENCE = Path.of("../docs/configuration.md");
  private static final String START = "<!-- config:start -->\n";
  private static final String END = "<!-- config:end -->";

  /** Run with {@code -Dflowlens.update=true} to write the table anew. */
  @Test
  void theReferenceIsWhatTheJobKnows() throws IOException {
    String reference = Files.readString(REFERENCE);
    int from = reference.indexOf(START) + START.length();
    int to = reference.indexOf(END);
    String table = OptionTable.of(JobOptions.all());
    if (Boolean.getBoolean("flowlens.update")) {
      Files.writeString(REFERENCE, reference.substring(0, from) + table + reference.substring(to));
    } else {
      assertThat(reference.substring(from, to)).isEqualTo(table);
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
