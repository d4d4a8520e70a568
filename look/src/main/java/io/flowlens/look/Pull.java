package io.flowlens.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.look.account.Account;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.archive.Archive;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.pull.ConfigurationPull;
import io.flowlens.look.pull.MetricsPull;
import io.flowlens.look.pull.TracesPull;
import io.flowlens.look.pull.TrailPull;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Fills an archive from an account, with progress. What is in the archive already is not pulled.
 */
final class Pull {
  private static final Duration SLICE = Duration.ofMinutes(10);
  private static final String CONFIGURATION = "configuration";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);

  private final Account account;
  private final Archive archive;
  private final Period period;
  private final int traces;
  private final Gaps gaps;
  private final PrintStream terminal;

  Pull(
      Account account,
      Archive archive,
      Period period,
      int traces,
      Gaps gaps,
      PrintStream terminal) {
    this.account = account;
    this.archive = archive;
    this.period = period;
    this.traces = traces;
    this.gaps = gaps;
    this.terminal = terminal;
  }

  /** Pulls everything. */
  void all() throws IOException {
    terminal.println("Tables and functions ...");
    archive.write(
        CONFIGURATION,
        gaps,
        lines ->
            lines.add(new ObjectMapper().valueToTree(new ConfigurationPull(account, gaps).pull())));
    Configuration configuration = configuration();
    terminal.println("Metrics of CloudWatch ...");
    archive.write(
        "metrics",
        gaps,
        lines -> new MetricsPull(account, gaps).pull(configuration, period, lines));
    terminal.println("Changes in CloudTrail ...");
    for (String service : TrailPull.SERVICES) {
      archive.write(
          "trail-" + service,
          gaps,
          lines -> new TrailPull(account, gaps).pull(service, period, lines));
    }
    if (traces > 0) {
      traces();
    }
  }

  /** What the archive says that the account has. */
  Configuration configuration() throws IOException {
    JsonNode only = archive.read(CONFIGURATION).get(0);
    return new ObjectMapper().treeToValue(only, Configuration.class);
  }

  /** Takes the same number of traces from each part of the time, as far as there are so many. */
  private void traces() throws IOException {
    List<Period> slices = period.slices(SLICE);
    TracesPull pull = new TracesPull(account, gaps);
    int left = traces;
    for (int i = 0; i < slices.size(); i++) {
      Period slice = slices.get(i);
      String name = "traces-" + NAME.format(slice.from());
      int most = left / (slices.size() - i);
      terminal.println("Traces of X-Ray, " + slice.from() + " to " + slice.to() + " ...");
      if (!archive.has(name)) {
        TracesPull.Taken[] taken = new TracesPull.Taken[1];
        archive.write(name, gaps, lines -> taken[0] = pull.pull(slice, most, lines));
        archive.count(name + ".found", taken[0].found());
        archive.count(name + ".taken", taken[0].taken());
        archive.count(name + ".more", taken[0].hasMore() ? 1 : 0);
      }
      left -= Math.toIntExact(archive.counts().getOrDefault(name + ".taken", 0L));
    }
  }
}
