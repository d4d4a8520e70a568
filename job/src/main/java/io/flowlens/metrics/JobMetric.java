package io.flowlens.metrics;

/**
 * Every metric of the job: its name in CloudWatch, its unit, what it means. The table in {@code
 * docs/operate.md} is generated from here.
 *
 * <p>Managed Flink sends them to the namespace {@code AWS/KinesisAnalytics} because they are in the
 * group {@link JobMetrics#GROUP}. Names are never changed: alarms and dashboards hold them.
 */
public enum JobMetric {
  DUPLICATES(
      "duplicates",
      Kind.COUNTER,
      "records",
      "duplicates",
      "Records whose bytes came a second time within `Ingest` `deduplicate.window`. They are left out."),

  JUDGING_LAG(
      "judgingLag",
      Kind.GAUGE,
      "ms",
      null,
      "How far event time is behind the arrival of the newest record that was read, and so how far"
          + " anomalies are behind. Usual is the longest `max.out.of.orderness` of the fast inputs and a"
          + " few seconds. More than that: a shard is behind, see `millisBehindLatest`. -1 until event"
          + " time is known."),

  RECORDS(
      "records",
      Kind.COUNTER,
      "payloads",
      "records.",
      "Payloads whose format was recognised, by the dimension `Format`. A CloudWatch Logs batch and each"
          + " payload in it count, each under its own format."),

  FLOWS(
      "flows",
      Kind.COUNTER,
      "flows",
      "flows",
      "Calls, changes and deliveries that decoding found. Calls between services are not among them:"
          + " they are found by pairing `spanHalves`."),

  SPAN_HALVES(
      "spanHalves",
      Kind.COUNTER,
      "spans",
      "halves",
      "Spans that are one side of a call between services, to be paired with the other side."),

  UNPAIRED_SPANS(
      "unpairedSpans",
      Kind.COUNTER,
      "spans",
      "unpaired",
      "Of `spanHalves`, those whose other side did not come within `Flow` `pair.wait`. They count alone,"
          + " as a call with one end unknown."),

  SIGNALS(
      "signals",
      Kind.COUNTER,
      "signals",
      "signals",
      "Facts about one node that decoding found: changes of tables and functions, and what else a detector asks"
          + " for."),

  IGNORED(
      "ignored",
      Kind.COUNTER,
      "events",
      "ignored",
      "Events of a known format that tell nothing of a flow, such as local spans."),

  CONTROL_MESSAGES(
      "controlMessages",
      Kind.COUNTER,
      "messages",
      "control-messages",
      "Messages without content: control messages of CloudWatch Logs, and `START`, `END` and their like"
          + " in the log of a Lambda function."),

  FUNCTION_LINES_TEXT(
      "functionLinesText",
      Kind.COUNTER,
      "lines",
      "function-lines.text",
      "Lines of plain text in the log of a Lambda function or of another application. They are dropped."),

  FUNCTION_LINES_UNKNOWN_JSON(
      "functionLinesUnknownJson",
      Kind.COUNTER,
      "lines",
      "function-lines.unknown-json",
      "Lines of JSON of no known format in the log of a Lambda function or of another application. They are"
          + " dropped."),

  SKEWED_CLOCKS(
      "skewedClocks",
      Kind.COUNTER,
      "events",
      "skewed",
      "Events whose own time is more than two minutes after their arrival. They count at their arrival;"
          + " the clock of their sender is wrong."),

  DEAD_LETTERS(
      "deadLetters",
      Kind.COUNTER,
      "dead letters",
      "dead-letters",
      "Input that could not be used, and results that are too large to be stored. Each is in the dead"
          + " letter stream, with the reason."),

  UNJUDGED_CALLS(
      "unjudgedCalls",
      Kind.COUNTER,
      "calls",
      "unjudged",
      "Calls that came after their ten seconds had been judged. They are in the diagram, but no detector"
          + " judged them. If it grows, raise `max.out.of.orderness` of the input."),

  LATE_CALLS(
      "lateCalls",
      Kind.COUNTER,
      "calls",
      "late",
      "Calls that came after their minute had been closed (`Flow` `lateness`, `slow.lateness`). They count"
          + " as late in the edge's present minute."),

  PANES_OUT_OF_ORDER(
      "panesOutOfOrder",
      Kind.COUNTER,
      "panes",
      null,
      "Panes that came to the detectors after a later pane of the same edge, and were left out. Always 0;"
          + " anything else is a fault of flowlens."),

  JUDGEMENTS_LATE(
      "judgementsLate",
      Kind.COUNTER,
      "judgements",
      null,
      "Judgements that came to the episodes after their ten seconds had passed, and were left out. Always"
          + " 0; anything else is a fault of flowlens."),

  CHANGES_LEFT_OUT(
      "changesLeftOut",
      Kind.COUNTER,
      "changes",
      null,
      "Changes of tables and functions beyond the 10,000 of an hour that are kept. Anomalies do not tell"
          + " of them."),

  EPISODES_OPEN(
      "episodesOpen",
      Kind.GAUGE,
      "episodes",
      null,
      "Episodes that are open now, symptoms included. After a restart it is 0 until the first ten seconds"
          + " have been judged."),

  EPISODES_OPENED(
      "episodesOpened", Kind.COUNTER, "episodes", null, "Episodes that opened, symptoms included."),

  EPISODES_RETRACTED(
      "episodesRetracted",
      Kind.COUNTER,
      "episodes",
      null,
      "Episodes that were taken back because slow evidence refuted them.");

  /** How a metric behaves. */
  public enum Kind {
    /** Only grows; it starts at 0 with each start of the job, so look at its rate. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  private final String metricName;
  private final Kind kind;
  private final String unit;
  private final String summaryName;
  private final String meaning;

  JobMetric(String metricName, Kind kind, String unit, String summaryName, String meaning) {
    this.metricName = metricName;
    this.kind = kind;
    this.unit = unit;
    this.summaryName = summaryName;
    this.meaning = meaning;
  }

  /** Its name in CloudWatch. */
  public String metricName() {
    return metricName;
  }

  public Kind kind() {
    return kind;
  }

  /** What is counted or measured, such as {@code calls} or {@code ms}. */
  public String unit() {
    return unit;
  }

  /** What it means and what to make of it, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /**
   * Its name in the summary of a replay, which is older than the names in CloudWatch; null if it is
   * not there. Where the metric has a dimension, the dimension's value follows.
   */
  String summaryName() {
    return summaryName;
  }
}
