package io.flowlens.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commonest of architectures: what arrives under a name is saved by a function into the table
 * of the same name.
 */
class NamesakesTest {
  private static final long START = 1_795_514_400_000L;
  private static final int CALLS = 600;
  private static final long APART_MILLIS = 500;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"queue", "stream", "topic", "bus"})
  void aFunctionThatSavesWhatArrivesUnderTheTablesNameIsNoLoop(String kind) throws IOException {
    assertThat(anomalies(kind)).isEmpty();
  }

  @Test
  void aFunctionThatIsGivenTheTablesChangesIsOne() throws IOException {
    assertThat(anomalies("change-stream")).singleElement().asString().contains("LOOP_RUNAWAY");
  }

  private List<String> anomalies(String kind) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      long time = START + i * APART_MILLIS;
      lines.add(flow(kind, "Orders", "function", "save-order", "deliver", time));
      lines.add(flow("function", "save-order", "table", "Orders", "write", time + 20));
    }
    Files.write(in.resolve("flows.jsonl"), lines);
    Path out = folder.resolve("out");
    int status =
        Replay.run(
            "--in",
            in.toString(),
            "--out",
            out.toString(),
            "--account",
            "111122223333",
            "--region",
            "us-east-1");
    assertThat(status).isZero();
    return Files.readAllLines(out.resolve("anomalies.jsonl"));
  }

  private static String flow(
      String fromKind, String from, String toKind, String to, String access, long time) {
    return String.format(
        Locale.ROOT,
        "{\"flowlens\":\"flow/1\",\"from\":{\"kind\":\"%s\",\"name\":\"%s\"},"
            + "\"to\":{\"kind\":\"%s\",\"name\":\"%s\"},"
            + "\"access\":\"%s\",\"time\":%d,\"records\":1}",
        fromKind,
        from,
        toKind,
        to,
        access,
        time);
  }
}
