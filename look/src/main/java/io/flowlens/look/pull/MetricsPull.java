package io.flowlens.look.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.look.Period;
import io.flowlens.look.account.Account;
import io.flowlens.look.account.Cost;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.account.Permission;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.archive.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * Pulls the minutes of CloudWatch's metrics of tables and functions. They are written as a metric
 * stream writes them, but each with the one statistic that was asked for, and without zeros.
 */
public final class MetricsPull {
  /** Stands where a metric stream has its name. */
  public static final String STREAM = "scripts/look";

  private static final int MINUTE = 60;

  /** The most queries, and the most points, that one call may ask for. */
  private static final int QUERIES = 500;

  private static final int POINTS = 100_800;

  private final Account account;
  private final Gaps gaps;
  private int asked;

  public MetricsPull(Account account, Gaps gaps) {
    this.account = account;
    this.gaps = gaps;
  }

  /** Writes all of them; operations only of tables that had traffic. */
  public void pull(Configuration configuration, Period period, Lines lines) {
    Set<String> used = new HashSet<>();
    List<Metric> first = new ArrayList<>();
    configuration.tables().forEach(table -> first.addAll(Metric.ofTable(table)));
    configuration.functions().forEach(found -> first.addAll(Metric.ofFunction(found.name())));
    gaps.ask(
        Permission.GET_METRIC_DATA,
        () -> {
          pull(first, period, lines, used);
          List<Metric> operations = new ArrayList<>();
          configuration.tables().stream()
              .filter(table -> used.contains(table.name()))
              .forEach(table -> operations.addAll(Metric.ofOperations(table.name())));
          pull(operations, period, lines, used);
          return null;
        },
        null);
  }

  private void pull(List<Metric> metrics, Period period, Lines lines, Set<String> used) {
    int left = Math.max(0, Cost.MOST_METRICS - asked);
    if (metrics.size() > left) {
      gaps.add(
          "Left out: "
              + (metrics.size() - left)
              + " metrics; no more than "
              + Cost.MOST_METRICS
              + " are asked for.");
    }
    List<Metric> all = metrics.subList(0, Math.min(left, metrics.size()));
    asked += all.size();
    long minutes = Math.max(1, period.length().toMinutes());
    int batch = (int) Math.max(1, Math.min(QUERIES, POINTS / minutes));
    for (int from = 0; from < all.size(); from += batch) {
      List<Metric> part = all.subList(from, Math.min(all.size(), from + batch));
      request(part, period, lines, used);
      Pause.of(Duration.ofMillis(50));
    }
  }

  private void request(List<Metric> metrics, Period period, Lines lines, Set<String> used) {
    Map<String, Metric> byId = new HashMap<>();
    List<MetricDataQuery> queries = new ArrayList<>();
    for (Metric metric : metrics) {
      String id = "m" + queries.size();
      byId.put(id, metric);
      queries.add(query(id, metric));
    }
    GetMetricDataRequest request =
        GetMetricDataRequest.builder()
            .startTime(period.from())
            .endTime(period.to())
            .metricDataQueries(queries)
            .build();
    for (MetricDataResult result :
        account.cloudwatch().getMetricDataPaginator(request).metricDataResults()) {
      write(byId.get(result.id()), result, lines, used);
    }
  }

  private static MetricDataQuery query(String id, Metric metric) {
    List<Dimension> dimensions =
        metric.dimensions().entrySet().stream()
            .map(of -> Dimension.builder().name(of.getKey()).value(of.getValue()).build())
            .toList();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.period(MINUTE)
                    .stat(metric.statistic().asked())
                    .metric(
                        of ->
                            of.namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(dimensions)))
        .build();
  }

  private void write(Metric metric, MetricDataResult result, Lines lines, Set<String> used) {
    for (int i = 0; i < result.values().size(); i++) {
      double value = result.values().get(i);
      if (value == 0) {
        continue;
      }
      used.add(metric.dimensions().getOrDefault(Metric.TABLE, ""));
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("metric_stream_name", STREAM);
      line.put("account_id", account.id());
      line.put("region", account.region());
      line.put("namespace", metric.namespace());
      line.put("metric_name", metric.name());
      ObjectNode dimensions = line.putObject("dimensions");
      metric.dimensions().forEach(dimensions::put);
      line.put("timestamp", result.timestamps().get(i).toEpochMilli());
      line.putObject("value").put(metric.statistic().written(), value);
      lines.add(line);
    }
  }
}
