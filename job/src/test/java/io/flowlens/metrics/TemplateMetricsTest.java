package io.flowlens.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alarms and the dashboard of the CloudFormation template show metrics that exist. */
class TemplateMetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATE = Path.of("../infra/flowlens.template.json");
  private static final Pattern SEARCHED = Pattern.compile("MetricName=\"?(\\w+)");
  private static final String NAMESPACE = "AWS/KinesisAnalytics";

  /** What Managed Flink itself reports for Flink 1.20, as its documentation lists it. */
  private static final Set<String> OF_MANAGED_FLINK =
      Set.of(
          "KPUs",
          "backPressuredTimeMsPerSecond",
          "busyTimeMsPerSecond",
          "containerCPUUtilization",
          "containerDiskUtilization",
          "containerMemoryUtilization",
          "cpuUtilization",
          "currentInputWatermark",
          "currentOutputWatermark",
          "downtime",
          "fullRestarts",
          "heapMemoryUtilization",
          "idleTimeMsPerSecond",
          "lastCheckpointDuration",
          "lastCheckpointSize",
          "millisBehindLatest",
          "numRecordsIn",
          "numRecordsInPerSecond",
          "numRecordsOut",
          "numRecordsOutPerSecond",
          "numberOfFailedCheckpoints",
          "oldGenerationGCCount",
          "oldGenerationGCTime",
          "threadCount",
          "uptime");

  private static Set<String> ofAlarms;
  private static Set<String> ofDashboard;

  @BeforeAll
  static void readTheTemplate() throws IOException {
    ofAlarms = new TreeSet<>();
    ofDashboard = new TreeSet<>();
    for (JsonNode resource : JSON.readTree(TEMPLATE.toFile()).get("Resources")) {
      JsonNode properties = resource.path("Properties");
      if (resource.get("Type").asText().equals("AWS::CloudWatch::Alarm")) {
        addMetric(properties, ofAlarms);
        properties
            .path("Metrics")
            .forEach(query -> addMetric(query.path("MetricStat").path("Metric"), ofAlarms));
        addSearches(properties.findValues("Expression"), ofAlarms);
      } else if (resource.get("Type").asText().equals("AWS::CloudWatch::Dashboard")) {
        JsonNode body = JSON.readTree(text(properties.get("DashboardBody")));
        body.findValues("metrics").forEach(metrics -> metrics.forEach(TemplateMetricsTest::addRow));
        addSearches(body.findValues("expression"), ofDashboard);
      }
    }
  }

  private static void addMetric(JsonNode metric, Set<String> names) {
    if (metric.path("Namespace").asText().equals(NAMESPACE)) {
      names.add(metric.get("MetricName").asText());
    }
  }

  /** Names in expressions that search for metrics. */
  private static void addSearches(List<JsonNode> expressions, Set<String> names) {
    for (JsonNode expression : expressions) {
      Matcher searched = SEARCHED.matcher(text(expression));
      while (searched.find()) {
        names.add(searched.group(1));
      }
    }
  }

  /** A row of a graph: namespace, name, dimensions, and how it is drawn. */
  private static void addRow(JsonNode row) {
    if (row.path(0).asText().equals(NAMESPACE)) {
      ofDashboard.add(row.get(1).asText());
    }
  }

  /** The text of a value that may be joined of texts and references; those become a word. */
  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : value.path("Fn::Join").path(1)) {
      text.append(part.isTextual() ? part.textValue() : "reference");
    }
    return text.toString();
  }

  @Test
  void alarmsWatchOnlyWhatIsReported() {
    assertThat(reported()).containsAll(ofAlarms);
    assertThat(ofAlarms).contains("downtime", JobMetric.UNJUDGED_CALLS.metricName());
  }

  @Test
  void theDashboardShowsOnlyWhatIsReported() {
    assertThat(reported()).containsAll(ofDashboard);
    assertThat(ofDashboard).contains("fullRestarts", JobMetric.FLOWS.metricName());
  }

  private static Set<String> reported() {
    Set<String> all =
        Arrays.stream(JobMetric.values()).map(JobMetric::metricName).collect(Collectors.toSet());
    all.addAll(OF_MANAGED_FLINK);
    return all;
  }
}
