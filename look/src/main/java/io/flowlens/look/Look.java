package io.flowlens.look;

import io.flowlens.look.account.Account;
import io.flowlens.look.account.Cost;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.account.NoAccount;
import io.flowlens.look.account.Permission;
import io.flowlens.look.archive.Archive;
import io.flowlens.look.archive.OtherPull;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at the past hours of an AWS account, deploys nothing, and writes one page. */
@Command(name = "scripts/look", mixinStandardHelpOptions = true)
public final class Look implements Callable<Integer> {
  @Option(names = "--profile")
  private String profile;

  @Option(names = "--region")
  private String region;

  @Option(names = "--last")
  private String last;

  @Option(names = "--around")
  private String around;

  @Option(names = "--traces", defaultValue = "2000")
  private int traces;

  @Option(names = "--archive")
  private Path archive;

  @Option(names = "--out", defaultValue = "flowlens-look.html")
  private Path out;

  @Option(names = "--endpoint-url")
  private URI endpoint;

  @Option(names = "--policy")
  private boolean policy;

  @Option(names = {"--yes", "-y"})
  private boolean yes;

  @Option(names = "--no-open")
  private boolean noOpen;

  @Spec private CommandSpec spec;

  private final PrintStream terminal;

  Look(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Exits with 0 when the page is written, 1 on a fault, 2 when nothing was done. */
  public static void main(String[] args) {
    System.exit(run(System.out, args));
  }

  /** As {@link #main}, but returns the exit status and prints to this stream. */
  public static int run(PrintStream terminal, String... args) {
    return new CommandLine(new Look(terminal)).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    if (policy) {
      terminal.print(Permission.policy());
      return 0;
    }
    Period period = period();
    if (traces < 0 || traces > 50_000) {
      throw new ParameterException(spec.commandLine(), "--traces must be 0 to 50000.");
    }
    terminal.println("This looks at " + period.from() + " to " + period.to() + ".");
    terminal.println("It only reads, and needs this policy:");
    terminal.print(Permission.policy().indent(2));
    terminal.println(Cost.most(traces).sentence());
    if (!yes && !agreed()) {
      terminal.println("Nothing was read.");
      return 2;
    }
    try (Account account = new Account(profile, region, endpoint)) {
      look(account, period);
      return 0;
    } catch (NoAccount | OtherPull e) {
      terminal.println("flowlens: " + e.getMessage());
      return 2;
    }
  }

  private Period period() throws IOException {
    if (last != null && around != null) {
      throw new ParameterException(
          spec.commandLine(), "--last and --around exclude each other: give one.");
    }
    Period begun = archive == null || around != null ? null : Archive.begun(archive);
    try {
      Instant now = Instant.now();
      if (around != null) {
        return Period.around(around, now);
      }
      Period asked = Period.last(last == null ? "3h" : last, now);
      // An interrupted pull goes on with the time that it was for.
      boolean same = begun != null && (last == null || begun.length().equals(asked.length()));
      return same ? begun : asked;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private boolean agreed() throws IOException {
    terminal.print("Go on? [y/N] ");
    terminal.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return answer != null && answer.strip().matches("(?i)y(es)?");
  }

  private void look(Account account, Period period) throws Exception {
    Path folder = archive == null ? Files.createTempDirectory("flowlens-look") : archive;
    Archive kept = new Archive(folder, account.id(), account.region(), period);
    Gaps gaps = new Gaps(terminal);
    Pull pull = new Pull(account, kept, period, traces, gaps, terminal);
    pull.all();
    Report report = new Report(kept, pull.configuration(), period, gaps, terminal);
    report.write(out, around == null ? null : Period.moment(around));
    terminal.println("Page: " + out.toAbsolutePath());
    terminal.println(
        archive == null
            ? "To keep the records for scripts/replay, give --archive DIR."
            : "Records: scripts/replay --in "
                + kept.records()
                + " --properties "
                + kept.properties()
                + " --account "
                + account.id()
                + " --region "
                + account.region()
                + " --out DIR");
    if (archive == null) {
      TemporaryFolder.delete(folder);
    }
    if (!noOpen) {
      Browser.open(out);
    }
  }
}
