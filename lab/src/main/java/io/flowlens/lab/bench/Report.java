package io.flowlens.lab.bench;

import static io.flowlens.lab.bench.Contender.DECODE;
import static io.flowlens.lab.bench.Contender.NAIVE;
import static io.flowlens.lab.bench.Contender.NAIVE_BATCHES;
import static io.flowlens.lab.bench.Contender.SQL;
import static io.flowlens.lab.bench.Contender.SQL_BATCHES;
import static io.flowlens.lab.bench.Contender.TOPOLOGY;
import static io.flowlens.lab.bench.Contender.TOPOLOGY_PLAIN;
import static io.flowlens.lab.bench.Contender.TOPOLOGY_ROCKSDB;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the figures into the text of {@code report.md}. */
final class Report {
  private final Figures figures;
  private final Map<String, Double> shares;
  private final StateSize.Sizes state;
  private final HeldState held;
  private final double[] detectors;
  private final Day.Sizes day;
  private final Map<String, Burst.Load> bursts;
  private final long spans;

  /**
   * @param shares of the topology's CPU time by stage
   * @param state bytes in a checkpoint
   * @param bursts by state backend
   * @param detectors speed with all detectors as a share of that without, ascending
   */
  Report(
      Figures figures,
      Map<String, Double> shares,
      StateSize.Sizes state,
      HeldState held,
      double[] detectors,
      Day.Sizes day,
      Map<String, Burst.Load> bursts,
      long spans) {
    this.figures = figures;
    this.shares = shares;
    this.state = state;
    this.held = held;
    this.detectors = detectors;
    this.day = day;
    this.bursts = bursts;
    this.spans = spans;
  }

  String text() throws IOException {
    String text;
    try (InputStream in = Report.class.getResourceAsStream("report.md")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return text.replace("${cores}", "" + Runtime.getRuntime().availableProcessors())
        .replace("${jdk}", "" + Runtime.version().feature())
        .replace("${spans}", String.format(Locale.ROOT, "%,d", spans))
        .replace("${rounds}", "" + figures.rounds())
        .replace("${warmUps}", "" + Trial.WARM_UPS)
        .replace("${load}", format("%.1f to %.1f", figures.leastLoad(), figures.mostLoad()))
        .replace("${heap}", Child.HEAP.replace("g", " GB"))
        .replace("${goals}", goals())
        .replace("${contenders}", contenders())
        .replace("${ratios}", ratios())
        .replace("${shares}", shareRows())
        .replace("${state}", stateRows())
        .replace("${states}", stateNameRows())
        .replace("${bursts}", burstRows())
        .replace("${busy}", busyRows())
        .replace("${day}", dayRows())
        .replace("${dayEdges}", format("%,d", day.edges()))
        .replace("${daySpans}", format("%,d", DayRecords.SPANS))
        .replace("${dayChanges}", format("%,d", DayRecords.CHANGES))
        .replace("${dayAnomalies}", format("%,d", day.anomalies()));
  }

  private String goals() {
    double perSecond = 1e9 / figures.cpu(TOPOLOGY);
    double perEdge = perEdge("flow.panes", "detect.rounds");
    double panesPerEdge = perEdge("flow.panes");
    return row(
            "at least twice as fast as Flink SQL, from gzip batches to edges",
            times(figures.ratio(SQL_BATCHES, TOPOLOGY)))
        + row("the same, from plain spans", times(figures.ratio(SQL, TOPOLOGY_PLAIN)))
        + row("at least 120,000 spans a second and core", format("%,.0f", perSecond))
        + row(
            "with all detectors at least 90 % of the speed without",
            format(
                "%.0f %% (%.0f to %.0f %%)",
                100 * detectors[detectors.length / 2],
                100 * detectors[0],
                100 * detectors[detectors.length - 1]))
        + row("checkpoint under 1 KB per active edge", format("%,.0f bytes", perEdge))
        + row("the same, panes and rows alone", format("%,.0f bytes", panesPerEdge));
  }

  private double perEdge(String... operators) {
    long bytes = Stream.of(operators).mapToLong(state.operators()::get).sum();
    return bytes / (double) held.edges();
  }

  private String contenders() {
    StringBuilder rows = new StringBuilder();
    for (Contender contender : Contender.compared()) {
      rows.append(
          row(
              contender.title,
              contender.form == Corpus.Form.BATCHES ? "gzip batches" : "plain spans",
              format("%,.0f", figures.cpu(contender)),
              format("%,.0f–%,.0f", figures.min(contender), figures.max(contender)),
              format("%,.0f", 1e9 / figures.cpu(contender))));
    }
    return rows.toString();
  }

  private String ratios() {
    return row("Flink SQL / topology, gzip batches", times(figures.ratio(SQL_BATCHES, TOPOLOGY)))
        + row("naive job / topology, gzip batches", times(figures.ratio(NAIVE_BATCHES, TOPOLOGY)))
        + row("Flink SQL / topology, plain spans", times(figures.ratio(SQL, TOPOLOGY_PLAIN)))
        + row("naive job / topology, plain spans", times(figures.ratio(NAIVE, TOPOLOGY_PLAIN)))
        + row(
            "Flink SQL on plain spans / topology on gzip batches",
            times(figures.ratio(SQL, TOPOLOGY)))
        + row(
            "topology with RocksDB / with heap state",
            times(figures.ratio(TOPOLOGY_ROCKSDB, TOPOLOGY)))
        + row("decoding alone / topology", times(figures.ratio(DECODE, TOPOLOGY)))
        + row(
            "deduplication with its shuffle / topology",
            format("%.1f %%", 100 * figures.deduplication()));
  }

  private String shareRows() {
    StringBuilder rows = new StringBuilder();
    shares.forEach((stage, share) -> rows.append(row(stage, format("%.1f %%", 100 * share))));
    return rows.toString();
  }

  private String stateRows() {
    return stateRow("panes and rows", "flow.panes", "edge", held.edges())
        + stateRow("the same", "flow.panes", "edge and minute held", held.edgeMinutes())
        + stateRow("detectors and episodes", "detect.rounds", "edge", held.edges())
        + stateRow("deduplication", "ingest.deduplicate", "record of the window", held.records())
        + stateRow("pairing", "flow.pair", "open trace", held.traces())
        + stateRow("causes and changes", "detect.incidents", "job", 1);
  }

  /** The states of what grows with the edges, the largest first. */
  private String stateNameRows() {
    StringBuilder rows = new StringBuilder();
    state.states().entrySet().stream()
        .filter(entry -> entry.getKey().matches("(flow\\.panes|detect\\.rounds)/.*"))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .filter(entry -> entry.getValue() >= held.edges())
        .forEach(
            entry ->
                rows.append(
                    row(
                        '`' + entry.getKey().replace("/_timer_state/", "/") + '`',
                        format("%,d", entry.getValue()),
                        format("%,.0f", entry.getValue() / (double) held.edges()))));
    return rows.toString();
  }

  private String burstRows() {
    StringBuilder rows = new StringBuilder();
    bursts.forEach(
        (backend, load) ->
            rows.append(
                row(
                    backend,
                    format("%,d", load.episodes()),
                    format("%.0f s", load.openedWithin()),
                    format("%.0f s in %.0f s", load.eventSeconds(), load.wallSeconds()),
                    format("%.2f", load.cores()))));
    return rows.toString();
  }

  private String busyRows() {
    StringBuilder rows = new StringBuilder();
    bursts.forEach(
        (backend, load) ->
            load.cpu()
                .forEach(
                    (task, share) ->
                        rows.append(
                            row(
                                backend,
                                task,
                                format("%.0f %%", 100 * share),
                                format("%.0f %%", 100 * load.busy().getOrDefault(task, 0.0))))));
    return rows.toString();
  }

  private String dayRows() {
    StringBuilder rows = new StringBuilder();
    new TreeMap<>(day.byHour())
        .forEach(
            (hour, bytes) -> {
              long all = bytes.values().stream().mapToLong(size -> size).sum();
              long ofEdges =
                  bytes.getOrDefault("flow.panes", 0L) + bytes.getOrDefault("detect.rounds", 0L);
              rows.append(
                  row(
                      "" + hour,
                      format("%,d", bytes.getOrDefault("flow.panes", 0L)),
                      format("%,d", bytes.getOrDefault("detect.rounds", 0L)),
                      format("%,d", bytes.getOrDefault("ingest.deduplicate", 0L)),
                      format("%,d", all),
                      format("%,.0f", ofEdges / (double) day.edges())));
            });
    return rows.toString();
  }

  private String stateRow(String title, String uid, String unit, long units) {
    long bytes = state.operators().getOrDefault(uid, 0L);
    return row(
        title,
        format("%,d", bytes),
        format("%,d", units),
        format("%,.0f per %s", bytes / (double) Math.max(1, units), unit));
  }

  private static String times(double ratio) {
    return format("%.2f", ratio);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
