package io.flowlens.detect.consistencyconflict;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.detect.consistencyconflict.Losses.Direction;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Measure;
import io.flowlens.model.Node;
import io.flowlens.model.Recommendation;
import io.flowlens.model.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what was lost, to whom, how that is known, and what to change. */
final class LossExplanation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LossExplanation() {}

  static Explanation of(ReplicatedTable table, long minLost) {
    Losses losses = table.losses;
    boolean isComplete = Writers.elsewhere(table).isEmpty();
    Explanation explanation = new Explanation();
    explanation.since = losses.since;
    explanation.severity = isComplete ? Severity.WARNING : Severity.INFO;
    explanation.confidence = !isComplete ? 0.5 : losses.byVersions > 0 ? 0.98 : 0.95;
    explanation.summary = summary(table);
    explanation.findings.add("LOST_UPDATES");
    if (losses.directions.length > 1) {
      explanation.findings.add("LOST_BOTH_WAYS");
    }
    explanation.measures = measures(table, minLost);
    explanation.evidence = evidence(table);
    explanation.counterEvidence = checks(table);
    explanation.recommendations = advice(table);
    return explanation;
  }

  private static String summary(ReplicatedTable table) {
    Losses losses = table.losses;
    Direction most = losses.directions[0];
    Node loser = table.regions[most.loser];
    Node winner = table.regions[most.winner];
    String losing = Writers.in(table, loser);
    String winning = Writers.in(table, winner);
    String other =
        losses.lost == most.lost
            ? ""
            : format("%,d more were lost in other directions", losses.lost - most.lost);
    return Text.sentences(
        format(
            "%,d update%s of %s made in %s%s %s lost since %s UTC",
            most.lost,
            most.lost == 1 ? "" : "s",
            Text.name(loser),
            loser.region,
            losing.isEmpty() ? "" : " by " + losing,
            most.lost == 1 ? "is" : "are",
            TIME.format(Instant.ofEpochMilli(losses.since))),
        format(
            "writes in %s%s replaced them without having read them",
            winner.region, winning.isEmpty() ? "" : " by " + winning),
        other);
  }

  private static List<Measure> measures(ReplicatedTable table, long minLost) {
    Losses losses = table.losses;
    List<Measure> measures = new ArrayList<>();
    measures.add(
        measure("lost-updates", "updates", losses.lost, (double) minLost, losses.followed));
    measures.add(
        measure(
            "lost-updates-proven-by-versions",
            "updates",
            losses.byVersions,
            Double.NaN,
            losses.lost));
    measures.add(measure("undecided-meetings", "1", losses.undecided, Double.NaN, losses.followed));
    measures.add(measure("longest-lag", "ms", losses.longestLag, Double.NaN, losses.lost));
    for (Node region : table.regions) {
      double share = Writers.share(table, region);
      if (!Double.isNaN(share)) {
        measures.add(
            Measure.of(
                "share-of-writes-in-" + region.region,
                "1",
                share,
                Double.NaN,
                Double.NaN,
                writes(table)));
      }
    }
    return measures;
  }

  private static Measure measure(
      String name, String unit, long observed, double threshold, long samples) {
    return Measure.of(name, unit, (double) observed, Double.NaN, threshold, samples);
  }

  private static long writes(ReplicatedTable table) {
    long writes = 0;
    for (Writer writer : table.writers) {
      writes += writer.writes;
    }
    return writes;
  }

  private static List<EvidenceItem> evidence(ReplicatedTable table) {
    List<EvidenceItem> evidence = new ArrayList<>();
    for (Losses.Example example : table.losses.examples) {
      EvidenceItem item = new EvidenceItem();
      item.eventId = format("key-hash:%016x", example.key);
      item.at = example.at;
      item.note =
          format(
              "the version written in %s was replaced by the one from %s",
              table.regions[example.loser].region, table.regions[example.winner].region);
      evidence.add(item);
    }
    return evidence;
  }

  private static List<String> checks(ReplicatedTable table) {
    Losses losses = table.losses;
    List<String> checks = new ArrayList<>();
    checks.add(
        "Versions: each time both regions left one version of an item and met at one later version; the lost version is in"
            + " no record of the other region.");
    long byTimes = losses.lost - losses.byVersions;
    checks.add(
        byTimes == 0
            ? "Merged replication: excluded, each region had a version that the other never had."
            : format(
                "Merged replication, which leaves the same images: excluded for %,d of %,d by the order of DynamoDB's own"
                    + " times in the two regions, not by clocks of callers.",
                byTimes, losses.lost));
    if (losses.undecided > 0) {
      checks.add(
          format(
              "Not decided: %,d more meetings of histories, whose records are incomplete or too close in time; they are"
                  + " not counted.",
              losses.undecided));
    }
    if (table.isSample) {
      checks.add(
          "Coverage: of busy panes only a sample of the items is followed, so more updates may be lost.");
    }
    List<String> elsewhere = Writers.elsewhere(table);
    checks.add(
        elsewhere.isEmpty()
            ? "Other replicas: none is seen to be written to without change records."
            : "Other replicas: "
                + String.join(", ", elsewhere)
                + " is written to, but its change records are not an input; writes there may look like lost updates.");
    return checks;
  }

  private static List<Recommendation> advice(ReplicatedTable table) {
    Direction most = table.losses.directions[0];
    String where =
        format(
            "%s in %s and %s",
            Text.name(table.regions[most.loser]),
            table.regions[most.loser].region,
            table.regions[most.winner].region);
    return List.of(
        Recommendation.of(
            "Send all writes of an item to one region, chosen by its key",
            where,
            "Between replicas the last write wins, whole items at a time; a condition is checked against the local copy only."),
        Recommendation.of(
            "Where both regions must write, use a global table with multi-Region strong consistency and conditions on a version",
            where,
            "It refuses a write that has not seen the other region's (ReplicatedWriteConflictException)."),
        Recommendation.of(
            "Keep counters and sets as one item per region, and add them up when they are read",
            where,
            "Items that only one region writes to cannot be overwritten."));
  }
}
