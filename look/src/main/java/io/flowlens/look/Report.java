package io.flowlens.look;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.archive.Archive;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.page.Coverage;
import io.flowlens.look.page.Page;
import io.flowlens.look.page.Results;
import io.flowlens.replay.Replay;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Replays an archive, and writes the page and a summary. */
final class Report {
  private final Archive archive;
  private final Configuration configuration;
  private final Period period;
  private final Gaps gaps;
  private final PrintStream terminal;

  Report(
      Archive archive,
      Configuration configuration,
      Period period,
      Gaps gaps,
      PrintStream terminal) {
    this.archive = archive;
    this.configuration = configuration;
    this.period = period;
    this.gaps = gaps;
    this.terminal = terminal;
  }

  /**
   * Writes the page.
   *
   * @param moment the time that the picture shows; null for the minute that says most
   */
  void write(Path page, Instant moment) throws IOException {
    writeProperties();
    terminal.println("Replaying ...");
    replay();
    Results results = Results.read(archive.results());
    Coverage coverage = new Coverage(archive, configuration, results);
    Instant minute =
        moment == null
            ? results.minute(period.to().minusSeconds(60))
            : moment.truncatedTo(ChronoUnit.MINUTES);
    String title =
        "Coverage: account "
            + configuration.account()
            + ", "
            + configuration.region()
            + ", "
            + period.from()
            + " to "
            + period.to();
    Page.write(page, title, results, minute, coverage, gaps.sentences());
    terminal.println();
    coverage.sentences().forEach(terminal::println);
    terminal.println(
        results.anomalies().isEmpty()
            ? "No anomaly was found in what was read."
            : "Anomalies: " + results.anomalies().size());
    results
        .anomalies()
        .forEach(
            anomaly ->
                terminal.println(
                    "  "
                        + anomaly.path("severity").asText()
                        + ": "
                        + anomaly.path("summary").asText()));
  }

  /** What feeds functions, which no trace says. */
  private void writeProperties() throws IOException {
    String sources =
        configuration.onlySources().entrySet().stream()
            .map(source -> source.getKey() + " = " + source.getValue())
            .collect(Collectors.joining(", "));
    List<Map<String, Object>> groups =
        List.of(
            Map.of(
                "PropertyGroupId", "Ingest", "PropertyMap", Map.of("function.sources", sources)));
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(archive.properties().toFile(), groups);
  }

  private void replay() {
    int status =
        Replay.run(
            new PrintWriter(Writer.nullWriter()),
            "--in",
            archive.records().toString(),
            "--out",
            archive.results().toString(),
            "--account",
            configuration.account(),
            "--region",
            configuration.region(),
            "--properties",
            archive.properties().toString());
    if (status != 0) {
      throw new IllegalStateException("The replay failed with status " + status + ".");
    }
  }
}
