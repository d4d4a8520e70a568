package io.flowlens.lab.evaluation.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanyTest {
  @TempDir Path folder;

  @Test
  void twoHoursWithAFailoverDrillAndACampaignWakeNobody() throws Exception {
    List<JsonNode> anomalies = CompanyRun.anomalies(Day.quiet(7, 11, 13), folder);
    assertThat(summaries(anomalies, "critical")).isEmpty();
    assertThat(summaries(anomalies, "warning")).hasSizeLessThanOrEqualTo(1);
    // Two functions that start often, two regions whose customers travel: once each.
    assertThat(summaries(anomalies, "info")).hasSizeLessThanOrEqualTo(4);
    assertThat(folder.resolve("dead-letters.jsonl")).isEmptyFile();
  }

  @Test
  void theSameSeedIsTheSameDay() {
    assertThat(records(7)).isEqualTo(records(7)).isNotEqualTo(records(8));
  }

  private static List<String> summaries(List<JsonNode> anomalies, String severity) {
    return anomalies.stream()
        .filter(anomaly -> anomaly.get("severity").asText().equals(severity))
        .map(anomaly -> anomaly.get("type").asText() + ": " + anomaly.get("summary").asText())
        .toList();
  }

  private static List<String> records(long seed) {
    return Day.quiet(seed, 10, 11).records(600).stream()
        .map(record -> new String(record.data, StandardCharsets.UTF_8))
        .toList();
  }
}
