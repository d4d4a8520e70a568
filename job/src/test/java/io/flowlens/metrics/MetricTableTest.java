package io.flowlens.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.metrics.JobMetric.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricTableTest {
  private static final Path PAGE = Path.of("../docs/operate.md");
  private static final String START = "<!-- metrics:start -->\n";
  private static final String END = "<!-- metrics:end -->";

  /** Run with {@code -Dflowlens.update=true} to write the table anew. */
  @Test
  void theTableForOperatorsIsWhatTheJobReports() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(START) + START.length();
    int to = page.indexOf(END);
    String table = table();
    if (Boolean.getBoolean("flowlens.update")) {
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
    } else {
      assertThat(page.substring(from, to)).isEqualTo(table);
    }
  }

  @Test
  void namesAreInOneSpellingAndUsedOnce() {
    assertThat(JobMetric.values())
        .extracting(JobMetric::metricName)
        .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]+)*"))
        .doesNotHaveDuplicates();
  }

  private static String table() {
    return "| metric | kind | unit | meaning |\n|---|---|---|---|\n"
        + Arrays.stream(JobMetric.values()).map(MetricTableTest::row).collect(Collectors.joining());
  }

  private static String row(JobMetric metric) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            metric.metricName(),
            metric.kind() == Kind.COUNTER ? "counter" : "gauge",
            metric.unit(),
            metric.meaning());
  }
}
