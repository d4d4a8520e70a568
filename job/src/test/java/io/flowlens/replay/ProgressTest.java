package io.flowlens.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void itPrintsTheRecordsOfAllFormatsAndTheMemory() {
    StringWriter text = new StringWriter();
    new Progress(new PrintWriter(text))
        .print(Map.of("records.otlp-json", 1_200L, "records.aws-span", 34L, "duplicates", 7L));
    assertThat(text.toString())
        .startsWith("flowlens: 1,234 records read in ")
        .contains(" GB of memory in use")
        .doesNotContain("nearly full");
  }
}
