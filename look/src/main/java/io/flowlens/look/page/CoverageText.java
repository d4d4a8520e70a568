package io.flowlens.look.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in sentences how much was seen. */
final class CoverageText {
  private final Coverage coverage;
  private final List<TableCoverage> used;

  CoverageText(Coverage coverage) {
    this.coverage = coverage;
    used = coverage.used();
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(what());
    sentences.add(traces());
    if (coverage.tracesTaken() > 0 && !used.isEmpty()) {
      callers(sentences);
      share(sentences);
      retries(sentences);
    }
    throttles(sentences);
    changes(sentences);
    return sentences;
  }

  private void changes(List<String> sentences) {
    if (coverage.changes() > 0) {
      sentences.add(
          "CloudTrail shows "
              + count(coverage.changes(), "change")
              + " at tables and functions; anomalies list those before them.");
    } else if (coverage.isTrailWhole()) {
      sentences.add("CloudTrail shows no change at tables and functions.");
    }
  }

  /** What was not read is not counted as none. */
  private String what() {
    List<String> parts = new ArrayList<>();
    String traffic = coverage.isMetricsWhole() ? " (" + used.size() + " with traffic)" : "";
    add(parts, coverage.tableCount(), "table", traffic);
    add(parts, coverage.streamCount(), "change stream", "");
    add(
        parts,
        coverage.functionCount(),
        "function",
        " (" + coverage.fedCount() + " fed by a stream or queue)");
    return parts.isEmpty() ? "Tables and functions are not known." : String.join(", ", parts) + ".";
  }

  private void add(List<String> parts, long count, String what, String more) {
    if (count > 0 || coverage.isConfigurationWhole()) {
      parts.add(count(count, what) + more);
    }
  }

  private String traces() {
    if (coverage.tracesFound() == 0) {
      return coverage.isTracesWhole()
          ? "X-Ray has no trace of this time, so nothing shows who calls the tables."
          : "Traces were not read, so nothing shows who calls the tables.";
    }
    return coverage.tracesTaken() < coverage.tracesFound() || coverage.hasMoreTraces()
        ? "Read "
            + number(coverage.tracesTaken())
            + (coverage.hasMoreTraces() ? " of more than " : " of ")
            + number(coverage.tracesFound())
            + " traces, chosen by chance. All counts of calls are those of the traces read."
        : "Read all "
            + number(coverage.tracesFound())
            + " traces that X-Ray lists. X-Ray itself may have kept only a sample of the calls.";
  }

  private void callers(List<String> sentences) {
    List<TableCoverage> without = used.stream().filter(table -> !table.hasCaller()).toList();
    if (!coverage.isMetricsWhole()) {
      sentences.add(
          "Callers are known of "
              + count(used.size() - without.size(), "table")
              + "; which others had traffic is not known.");
      return;
    }
    sentences.add(
        "Callers are known of "
            + (used.size() - without.size())
            + " of "
            + count(used.size(), "table")
            + " with traffic"
            + (without.isEmpty() ? "." : ", not of " + Coverage.names(without) + "."));
  }

  private void share(List<String> sentences) {
    double counted = used.stream().mapToDouble(TableCoverage::counted).sum();
    long seen = used.stream().mapToLong(TableCoverage::succeeded).sum();
    if (counted > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The traces show %s of the %s successful calls that CloudWatch counted (%.1f %%).",
              number(seen),
              number(Math.round(counted)),
              100 * seen / counted));
    }
  }

  private void retries(List<String> sentences) {
    List<TableCoverage> retried = used.stream().filter(table -> table.retries() > 0).toList();
    sentences.add(
        retried.isEmpty()
            ? "No trace shows a retry. Not every instrumentation records them: docs/inputs.md."
            : "Retries are visible at " + Coverage.names(retried) + ".");
  }

  private void throttles(List<String> sentences) {
    for (TableCoverage table : used) {
      if (table.throttledCounted() > 0 && table.throttled() == 0) {
        sentences.add(
            "CloudWatch counted "
                + number(Math.round(table.throttledCounted()))
                + " throttled requests at "
                + table.name()
                + (coverage.tracesTaken() > 0 ? ", and no trace names one." : "."));
      }
    }
  }

  private static String count(long count, String what) {
    return number(count) + ' ' + what + (count == 1 ? "" : "s");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
