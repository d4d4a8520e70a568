package io.flowlens.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
  @TempDir Path folder;

  @Test
  void writesAnArchiveWithTheTruthBesideIt() throws IOException {
    String said =
        Simulate.run(
            "--out",
            folder.resolve("archive").toString(),
            "--truth",
            folder.resolve("truth.jsonl").toString(),
            "--scenario",
            "incident",
            "--minutes",
            "2");
    assertThat(said).contains("records in");
    assertThat(folder.resolve("archive/part-0.jsonl.gz")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("truth.jsonl")))
        .contains(
            "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write");
  }

  @Test
  void saysWhatIsWrongWithAnArgument() {
    assertThatThrownBy(() -> Simulate.run("--minutes", "5")).hasMessageContaining("--out DIR");
    assertThatThrownBy(() -> Simulate.run("--out", "x", "--sampling", "7"))
        .hasMessage("--sampling must be a number from 0 to 1, not '7'");
    assertThatThrownBy(() -> Simulate.run("--out", "x", "--scenario", "mars"))
        .hasMessageContaining("no scenario 'mars'; there are: shop");
    assertThatThrownBy(() -> Simulate.run("--out", "x", "--start", "noon"))
        .hasMessageContaining("--start must be a time like");
  }
}
