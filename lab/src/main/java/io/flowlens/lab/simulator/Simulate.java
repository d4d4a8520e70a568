package io.flowlens.lab.simulator;

import io.flowlens.lab.simulator.archive.ArchiveWriter;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.archive.Layout;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.EpisodeWriter;
import io.flowlens.lab.simulator.truth.Ledgers;
import io.flowlens.lab.simulator.truth.TruthWriter;
import io.flowlens.lab.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a generated archive for {@code scripts/replay}, and the truth about it:
 *
 * <pre>
 * scripts/simulate --out DIR [--truth FILE] [--episodes FILE] [--scenario shop] [--minutes 15] [--seed 1]
 *     [--start 2026-01-05T09:00:00Z] [--sampling 1] [--files 1] [--shuffle 0]</pre>
 *
 * <p>The archive is {@code part-<n>.jsonl.gz} in {@code DIR}; the truth has one line for each edge
 * and minute with the field names of an edge aggregate, the episodes have one for each fault; both
 * belong outside of {@code DIR}. {@code --shuffle} with a seed other than 0 mixes all lines.
 */
public final class Simulate {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "out", "",
          "truth", "",
          "episodes", "",
          "scenario", "shop",
          "minutes", "15",
          "seed", "1",
          "start", "2026-01-05T09:00:00Z",
          "sampling", "1",
          "files", "1",
          "shuffle", "0");

  private Simulate() {}

  /** Exits with 2 for bad arguments, 1 if the archive cannot be written. */
  public static void main(String[] args) {
    try {
      System.out.println(run(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("cannot write the archive: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs with these arguments.
   *
   * @return what was written, in a sentence
   * @throws IllegalArgumentException with one sentence for the user
   */
  static String run(String... args) throws IOException {
    Map<String, String> options = options(args);
    long from = start(options.get("start"));
    long minutes = (long) number(options, "minutes", 1, 100_000);
    Interval when = new Interval(from, from + minutes * 60_000_000);
    Scenario scenario = scenario(options.get("scenario"));
    Ledgers ledgers = new Ledgers(new EdgeIds(World.ACCOUNT));
    Run run =
        Run.of(
            scenario.world(when),
            (long) number(options, "seed", 0, Long.MAX_VALUE),
            number(options, "sampling", 0, 1),
            Delivery.USUAL,
            ledgers);
    Path out = Path.of(options.get("out"));
    Layout layout =
        new Layout(
            (int) number(options, "files", 1, 1_000),
            true,
            (long) number(options, "shuffle", 0, Long.MAX_VALUE));
    ArchiveWriter.write(out, run.records(), layout);
    if (!options.get("truth").isEmpty()) {
      TruthWriter.write(Path.of(options.get("truth")), run.truth());
    }
    if (!options.get("episodes").isEmpty()) {
      EpisodeWriter.write(
          Path.of(options.get("episodes")),
          scenario.cells().apply(when).stream()
              .flatMap(cell -> cell.episodes().stream())
              .flatMap(planned -> ledgers.of(planned.type()).real(planned).stream())
              .toList());
    }
    return String.format(
        Locale.ROOT,
        "%d records in %s; they hold %d edge minutes",
        run.records().size(),
        out,
        run.truth().minutes().size());
  }

  private static Map<String, String> options(String... args) {
    Map<String, String> options = new HashMap<>(DEFAULTS);
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!DEFAULTS.containsKey(name) || i + 1 == args.length) {
        throw new IllegalArgumentException(
            "cannot use '"
                + args[i]
                + "'; options with a value: --"
                + DEFAULTS.keySet().stream().sorted().collect(Collectors.joining(", --")));
      }
      options.put(name, args[i + 1]);
    }
    if (options.get("out").isEmpty()) {
      throw new IllegalArgumentException("--out DIR is needed: where to write the archive");
    }
    return options;
  }

  private static Scenario scenario(String name) {
    return Scenario.ALL.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scenario '"
                        + name
                        + "'; there are: "
                        + Scenario.ALL.stream()
                            .map(s -> s.name() + " (" + s.summary() + ")")
                            .collect(Collectors.joining(", "))));
  }

  private static long start(String text) {
    try {
      return Instant.parse(text).toEpochMilli() * 1000;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--start must be a time like 2026-01-05T09:00:00Z, not '" + text + "'", e);
    }
  }

  private static double number(Map<String, String> options, String name, double min, double max) {
    String text = options.get(name);
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same sentence as a number out of range.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "--%s must be a number from %.0f to %.0f, not '%s'",
            name,
            min,
            max,
            text));
  }
}
