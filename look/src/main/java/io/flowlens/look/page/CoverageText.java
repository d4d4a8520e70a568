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
    sentences.add(
        coverage.changes() == 0
            ? "CloudTrail shows no change at tables and functions."
            : "CloudTrail shows "
                + count(coverage.changes(), "change")
                + " at tables and functions; anomalies list those before them.");
    return sentences;
  }

  private String what() {
    return count(coverage.tableCount(), "table")
        + " ("
        + used.size()
        + " with traffic), "
        + count(coverage.streamCount(), "change stream")
        + ", "
        + count(coverage.functionCount(), "function")
        + " ("
        + coverage.fedCount()
        + " fed by a stream or queue).";
  }

  private String traces() {
    if (coverage.tracesFound() == 0) {
      return "X-Ray has no trace of this time, so nothing shows who calls the tables.";
    }
    return coverage.tracesTaken() < coverage.tracesFound()
        ? "Read "
            + number(coverage.tracesTaken())
            + " of "
            + number(coverage.tracesFound())
            + " traces, chosen by chance. All counts of calls are those of the traces read."
        : "Read all "
            + number(coverage.tracesFound())
            + " traces that X-Ray lists. X-Ray itself may have kept only a sample of the calls.";
  }

  private void callers(List<String> sentences) {
    List<TableCoverage> without = used.stream().filter(table -> !table.hasCaller()).toList();
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
                + ", and no trace names one.");
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
