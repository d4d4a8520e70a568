package io.flowlens.look.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.look.archive.Archive;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.pull.Metric;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How much of the account was seen, and what was not. */
public final class Coverage {
  private static final Set<String> CALLS = Set.of("read", "write", "transact", "call");

  private final Configuration configuration;
  private final Map<String, TableCoverage> tables = new TreeMap<>();
  private final Map<String, Long> counts;
  private final long changes;
  private final boolean isConfigurationWhole;
  private final boolean isMetricsWhole;
  private final boolean isTrailWhole;
  private final boolean isTracesWhole;

  /** Reads it from an archive and from what its replay wrote. */
  public Coverage(Archive archive, Configuration configuration, Results results)
      throws IOException {
    this.configuration = configuration;
    for (Configuration.Table table : configuration.tables()) {
      tables.put(table.name(), new TableCoverage(table, configuration.sources()));
    }
    for (JsonNode line : archive.read("metrics")) {
      TableCoverage table = tables.get(line.path("dimensions").path(Metric.TABLE).asText());
      if (table != null) {
        table.metric(line);
      }
    }
    results.rows().forEach(this::row);
    counts = archive.counts();
    isConfigurationWhole = archive.isWhole("configuration");
    isMetricsWhole = archive.isWhole("metrics");
    isTrailWhole = archive.isWhole("trail");
    isTracesWhole = archive.isWhole("traces");
    changes = archive.read("trail").stream().filter(event -> !event.has("errorCode")).count();
  }

  private void row(ObjectNode row) {
    JsonNode to = row.path("to");
    boolean here = to.path("region").asText().equals(configuration.region());
    String kind = to.path("kind").asText();
    String name = to.path("name").asText();
    if (here && CALLS.contains(row.path("access").asText())) {
      TableCoverage table =
          switch (kind) {
            case "table" -> tables.get(name);
            case "index" -> tables.get(name.substring(0, Math.max(0, name.indexOf('/'))));
            default -> null;
          };
      if (table != null) {
        table.row(row);
      }
    }
  }

  /** The tables with traffic, the busiest first. */
  List<TableCoverage> used() {
    return tables.values().stream()
        .filter(TableCoverage::isUsed)
        .sorted(
            Comparator.comparingDouble(
                    (TableCoverage table) -> -Math.max(table.counted(), (double) table.calls()))
                .thenComparing(TableCoverage::name))
        .toList();
  }

  /** What was seen and what was not: one sentence each. */
  public List<String> sentences() {
    return new CoverageText(this).sentences();
  }

  int tableCount() {
    return configuration.tables().size();
  }

  long streamCount() {
    return configuration.tables().stream().filter(Configuration.Table::hasStream).count();
  }

  int functionCount() {
    return configuration.functions().size();
  }

  long fedCount() {
    return configuration.sources().stream()
        .filter(Configuration.Source::delivers)
        .map(Configuration.Source::function)
        .distinct()
        .count();
  }

  /** Traces that X-Ray listed. */
  long tracesFound() {
    return sum("found");
  }

  /** Traces that were read. */
  long tracesTaken() {
    return sum("taken");
  }

  /** Whether X-Ray had more traces than were listed. */
  boolean hasMoreTraces() {
    return sum("more") > 0;
  }

  /** Whether tables and functions were read without a gap. */
  boolean isConfigurationWhole() {
    return isConfigurationWhole;
  }

  /** Whether the metrics were read without a gap; else tables may have had traffic unseen. */
  boolean isMetricsWhole() {
    return isMetricsWhole;
  }

  /** Whether CloudTrail was read without a gap. */
  boolean isTrailWhole() {
    return isTrailWhole;
  }

  /** Whether X-Ray was asked without a gap. */
  boolean isTracesWhole() {
    return isTracesWhole;
  }

  private long sum(String what) {
    return counts.entrySet().stream()
        .filter(count -> count.getKey().endsWith(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Changes at tables and functions that succeeded. */
  long changes() {
    return changes;
  }

  /** The names of these tables, at most five of them. */
  static String names(List<TableCoverage> tables) {
    String first =
        tables.stream().limit(5).map(TableCoverage::name).collect(Collectors.joining(", "));
    return tables.size() > 5 ? first + " and " + (tables.size() - 5) + " more" : first;
  }
}
