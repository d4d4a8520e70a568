package io.flowlens.detect.transactionalchurn;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.config.Settings;
import io.flowlens.detect.explain.ExemplarEvidence;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Counter;
import io.flowlens.model.Evidence;
import io.flowlens.model.Exemplar;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Pane;
import io.flowlens.model.Repeats;
import io.flowlens.model.Severity;
import io.flowlens.model.WriteLedger.Entry;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what a caller wastes, how that differs from the usual, and what to change. */
final class ChurnExplanation implements Serializable {
  /** From this share on somebody should look today. */
  private static final double WARNING_SHARE = 0.25;

  /** A key on which this share of the failures with a known key fell is hot. */
  static final double HOT = 0.2;

  private final double price;

  ChurnExplanation(Settings settings) {
    price = settings.get(TransactionalChurnOptions.PRICE);
  }

  /**
   * The explanation.
   *
   * @param pane the caller's newest; null where it was silent
   */
  Explanation of(Writer writer, TableWriters table, Pane pane, long end) {
    Waste whole = Waste.unpack(writer.wasting.totals);
    WriterTraffic traffic = WriterTraffic.of(writer, end - Pane.MILLIS);
    Growth growth = growth(writer, traffic, whole, end);
    Explanation explanation = new Explanation();
    boolean warning = !writer.wasting.standing && whole.share() >= WARNING_SHARE;
    explanation.severity = warning ? Severity.WARNING : Severity.INFO;
    explanation.confidence = whole.get(Counter.SAMPLED) > 0 || isSlow(pane) ? 0.9 : 0.8;
    explanation.summary = ChurnSummary.of(writer, whole, growth);
    explanation.findings = findings(writer, whole, growth);
    explanation.measures = measures(writer, traffic, whole, end);
    explanation.evidence =
        ExemplarEvidence.of(pane, ChurnExplanation::isRefused, call -> "ended as " + call.outcome);
    explanation.counterEvidence = checks(writer, table, whole, pane);
    explanation.recommendations = Remedies.of(writer, whole, growth);
    return explanation;
  }

  /** Another caller explains conflicts as well as a change of this one does. */
  private static Growth growth(Writer writer, WriterTraffic traffic, Waste whole, long end) {
    Growth growth = Growth.of(writer, minutes(writer, traffic, end), whole, perMinute(traffic));
    boolean byOthers =
        ChurnSummary.colliding(writer) != null || 2 * whole.conflicts() > whole.wasted();
    return growth == Growth.CHANGE && byOthers ? Growth.UNKNOWN : growth;
  }

  private static boolean isSlow(Pane pane) {
    return pane != null && pane.evidence == Evidence.SLOW;
  }

  private static boolean isRefused(Exemplar call) {
    return call.outcome.equals("conditional") || call.outcome.equals("conflict");
  }

  /** The whole minutes since it began, as far as they are kept. */
  private static List<Waste> minutes(Writer writer, WriterTraffic traffic, long end) {
    long since = (end - 1 - writer.wasting.since) / WriterTraffic.MINUTE_MILLIS;
    List<Waste> minutes = new ArrayList<>();
    for (int age = 1; age < WriterTraffic.MINUTES && age < since; age++) {
      minutes.add(traffic.minute(age));
    }
    return minutes;
  }

  private static double perMinute(WriterTraffic traffic) {
    return traffic.last(ChurnCriteria.JUDGED_MINUTES).attempts()
        / (double) ChurnCriteria.JUDGED_MINUTES;
  }

  private static List<String> findings(Writer writer, Waste whole, Growth growth) {
    List<String> findings = new ArrayList<>();
    for (Entry cause : ChurnSummary.ofMost(whole)) {
      findings.add("WASTE_" + cause.name().toUpperCase(Locale.ROOT));
    }
    if (growth != Growth.UNKNOWN) {
      findings.add(growth.name());
    }
    if (hottest(writer) >= HOT * writer.wasting.keyed && writer.wasting.keyed > 0) {
      findings.add("HOT_KEY");
    }
    if (ChurnSummary.colliding(writer) != null) {
      findings.add("COLLIDING_CALLERS");
    }
    if (writer.wasting.standing) {
      findings.add("STANDING");
    }
    return findings;
  }

  /** Failures on the key that has most of them. */
  private static long hottest(Writer writer) {
    long[] most = new long[1];
    Repeats.unpack(writer.wasting.failedKeys).forEach((key, n) -> most[0] = Math.max(most[0], n));
    return most[0];
  }

  private List<Measure> measures(Writer writer, WriterTraffic traffic, Waste whole, long end) {
    List<Measure> measures = new ArrayList<>();
    long attempts = whole.attempts();
    double share = writer.wasting.usual < 0 ? Double.NaN : writer.wasting.usual;
    measures.add(
        Measure.of(
            "wasted-share-of-attempts",
            "1",
            whole.share(),
            share,
            writer.wasting.threshold,
            attempts));
    measures.add(
        Measure.of(
            "wasted-share-at-peak",
            "1",
            Math.max(writer.wasting.peak, whole.share()),
            share,
            writer.wasting.threshold,
            attempts));
    for (Entry entry : Entry.values()) {
      if (whole.attempts(entry) > 0) {
        measures.add(
            Measure.of(
                entry.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-attempts",
                "attempts",
                (double) whole.attempts(entry),
                Double.NaN,
                Double.NaN,
                attempts));
      }
    }
    double usual = writer.wasting.usualPerMinute > 0 ? writer.wasting.usualPerMinute : Double.NaN;
    measures.add(
        Measure.of(
            "attempts-per-minute", "1/min", perMinute(traffic), usual, Double.NaN, attempts));
    measures.addAll(new UnitCost(whole).measures(end - writer.wasting.since, price));
    return measures;
  }

  private static List<String> checks(Writer writer, TableWriters table, Waste whole, Pane pane) {
    List<String> checks = new ArrayList<>();
    checks.add(
        isSlow(pane)
            ? "Sampling: none, CloudTrail logs calls unsampled; whether it logs every throttled one is not documented."
            : whole.get(Counter.SAMPLED) > 0
                ? "Sampling: traces were left out as their trace state says, whole ones, so shares hold and counts are of the"
                    + " sample."
                : "Sampling: not known whether traces were left out; if the sampler prefers errors, the share is too high.");
    checks.add(new UnitCost(whole).check());
    checks.add(keys(writer, table));
    long unknown = whole.attempts(Entry.UNKNOWN);
    if (unknown > 0) {
      checks.add(
          format(
              "Not known to have written: %,d attempts had no answer or met a failure of the service; they are not counted as"
                  + " waste.",
              unknown));
    }
    return checks;
  }

  private static String keys(Writer writer, TableWriters table) {
    if (writer.wasting.keyed > 0) {
      Repeats keys = Repeats.unpack(writer.wasting.failedKeys);
      double share = (double) hottest(writer) / writer.wasting.keyed;
      return format(
          "Keys: told by %,d failed writes; %s of them are on one key%s.",
          writer.wasting.keyed, percent(share), keys.isSample() ? " at least" : "");
    }
    List<String> others = new ArrayList<>();
    for (Writer other : table.writers) {
      if (!other.edge.from.equals(writer.edge.from)
          && other.lastWrite >= writer.wasting.since
          && !others.contains(Text.name(other.edge.from))) {
        others.add(Text.name(other.edge.from));
      }
    }
    return "Keys: not told, so hot keys and who collides are not known"
        + (others.isEmpty()
            ? "; no other caller is seen to write to this table."
            : "; in this time "
                + String.join(", ", others.subList(0, Math.min(3, others.size())))
                + (others.size() > 3 ? format(" and %,d more", others.size() - 3) : "")
                + " wrote to this table too.");
  }
}
