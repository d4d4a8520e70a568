package io.flowlens.look.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.pull.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How much of one table was seen: what CloudWatch counted, and what the traces show. */
final class TableCoverage {
  private final String name;
  private final List<String> fed = new ArrayList<>();
  private final Set<String> callers = new TreeSet<>();
  private double units;
  private double counted;
  private double throttledCounted;
  private long calls;
  private long succeeded;
  private long retries;
  private long throttled;

  TableCoverage(Configuration.Table table, List<Configuration.Source> sources) {
    name = table.name();
    for (Configuration.Source source : sources) {
      boolean ofTable =
          source.arn() != null
              && (source.arn().equals(table.stream()) || table.kinesis().contains(source.arn()));
      if (ofTable && source.delivers()) {
        fed.add(source.function());
      }
    }
  }

  /** Takes a minute of one of its metrics, as the archive holds it. */
  void metric(JsonNode line) {
    JsonNode value = line.path("value");
    switch (line.path("metric_name").asText()) {
      case Metric.LATENCY -> counted += value.path("count").asDouble();
      case "ReadThrottleEvents", "WriteThrottleEvents" ->
          throttledCounted +=
              line.path("dimensions").size() == 1 ? value.path("sum").asDouble() : 0;
      default -> units += value.path("sum").asDouble();
    }
  }

  /** Takes a minute of an edge that leads to it or to one of its indexes. */
  void row(JsonNode row) {
    String caller = row.path("from").path("name").asText();
    callers.add(caller.isEmpty() ? "a caller without name" : caller);
    calls += row.path("calls").asLong();
    succeeded += row.path("ok").asLong();
    retries += row.path("retries").asLong();
    throttled += row.path("errors").path("throttled").asLong();
  }

  String name() {
    return name;
  }

  /** Whether CloudWatch or a trace shows that it was used. */
  boolean isUsed() {
    return units + counted + throttledCounted > 0 || calls > 0;
  }

  boolean hasCaller() {
    return !callers.isEmpty();
  }

  Set<String> callers() {
    return callers;
  }

  /** Functions that its changes are delivered to. */
  List<String> fed() {
    return fed;
  }

  /** Calls that succeeded, as CloudWatch counted them; 0 where it does not say. */
  double counted() {
    return counted;
  }

  /** Throttled requests, as CloudWatch counted them. */
  double throttledCounted() {
    return throttledCounted;
  }

  long calls() {
    return calls;
  }

  long succeeded() {
    return succeeded;
  }

  long retries() {
    return retries;
  }

  /** Throttled attempts in the traces. */
  long throttled() {
    return throttled;
  }
}
