package io.flowlens.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetric.Kind;
import io.flowlens.metrics.JobMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the whole job reports to whoever collects Flink's metrics. */
class JobMetricsTest {
  private static Map<MetricGroup, Map<String, Metric>> reported;

  @BeforeAll
  static void runTheJob() throws Exception {
    InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
    Configuration configuration = new Configuration();
    reporter.addToConfiguration(configuration);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    Topology.build(
        env,
        List.of(new ScriptedInput(ShopTraffic.records(true), false)),
        new Results(),
        Settings.defaults(),
        Aliases.none());
    env.execute("metrics");
    reported = reporter.getMetricsByGroup();
  }

  @Test
  void everyMetricIsInTheGroupThatManagedFlinkSendsToCloudWatch() {
    assertThat(values().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(JobMetric.values()).map(JobMetric::metricName).toList());
  }

  @Test
  void noMetricOfTheJobIsOutsideOfThatGroup() {
    Set<String> ours = values().keySet();
    reported.forEach(
        (group, metrics) -> {
          if (!isOurs(group)) {
            assertThat(metrics.keySet()).doesNotContainAnyElementsOf(ours);
          }
        });
  }

  @Test
  void recordsAreCountedByFormat() {
    Map<String, Long> byFormat = new TreeMap<>();
    reported.forEach(
        (group, metrics) -> {
          Metric records = metrics.get(JobMetric.RECORDS.metricName());
          if (records != null) {
            List<String> scope = List.of(group.getScopeComponents());
            assertThat(scope).containsSubsequence(JobMetrics.GROUP, JobMetrics.FORMAT);
            byFormat.put(scope.get(scope.size() - 1), valueOf(records));
          }
        });
    assertThat(byFormat)
        .containsEntry("aws-span", ShopTraffic.WRITES + 1_440L)
        .containsEntry("dynamodb-change", 1_209L)
        .containsEntry("queue-message", 0L);
  }

  @Test
  void whatHappenedIsCounted() {
    assertThat(values())
        .containsEntry("deadLetters", 36L)
        .containsEntry("unpairedSpans", 0L)
        .containsEntry("lateCalls", 9L)
        .containsEntry("panesOutOfOrder", 0L)
        .containsEntry("judgementsLate", 0L)
        .containsEntry("episodesOpened", 1L)
        .containsEntry("episodesOpen", 0L)
        .containsEntry("episodesRetracted", 0L)
        .hasEntrySatisfying("duplicates", n -> assertThat(n).isPositive())
        .hasEntrySatisfying(
            "judgingLag",
            lag -> assertThat(lag).isBetween(ShopTraffic.OUT_OF_ORDER_MILLIS, 120_000L));
  }

  @Test
  void aCounterIsACounterAndAGaugeAGauge() {
    for (JobMetric metric : JobMetric.values()) {
      Class<? extends Metric> type = metric.kind() == Kind.COUNTER ? Counter.class : Gauge.class;
      assertThat(ours().map(metrics -> metrics.get(metric.metricName())).filter(m -> m != null))
          .as(metric.metricName())
          .hasOnlyElementsOfType(type);
    }
  }

  /** By name, added up over the operators and dimensions that report it. */
  private static Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    ours()
        .flatMap(metrics -> metrics.entrySet().stream())
        .forEach(entry -> values.merge(entry.getKey(), valueOf(entry.getValue()), Long::sum));
    return values;
  }

  private static Stream<Map<String, Metric>> ours() {
    return reported.entrySet().stream()
        .filter(entry -> isOurs(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  private static boolean isOurs(MetricGroup group) {
    return List.of(group.getScopeComponents()).contains(JobMetrics.GROUP);
  }

  private static long valueOf(Metric metric) {
    return metric instanceof Counter counter
        ? counter.getCount()
        : ((Number) ((Gauge<?>) metric).getValue()).longValue();
  }
}
