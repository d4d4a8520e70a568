package io.flowlens.lab.evaluation;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Ledgers;
import io.flowlens.lab.simulator.wire.WireRecord;
import io.flowlens.lab.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Runs fleets, replays their records through the real job, and scores the anomalies of flowlens, of
 * its variants, and of naive rules on the same data. Every detector is scored on every fleet: a
 * storm must not be taken for a loop.
 */
public final class Evaluation {
  private static final long START = 1_767_603_600_000_000L;
  private static final double MINUTES_PER_DAY = 1_440;

  private final Path work;

  /**
   * @param work a folder for what the job writes
   */
  public Evaluation(Path work) {
    this.work = work;
  }

  /** The scores of the family's fleet of this seed, seen in this setting. */
  Scores run(Family family, Setting setting, long seed) throws IOException {
    Scores scores = new Scores();
    Interval when = new Interval(START, START + setting.minutes() * 60_000_000L);
    Fleet fleet = Fleet.of(family, setting, when, seed);
    Ledgers ledgers = new Ledgers(new EdgeIds(World.ACCOUNT));
    Run run = Run.of(fleet.world(), seed, setting.sampling(), Delivery.USUAL, ledgers);
    List<WireRecord> records = setting.transport().apply(when).carry(run.records());
    String name = family.type() + ' ' + setting.name() + ' ' + seed;
    Path out = work.resolve(name.replaceAll("[^A-Za-z0-9.]+", "-"));
    Flowlens.read(records, Variant.WHOLE.settings(), out);
    List<Detection> detections = AnomalyReader.read(out.resolve("anomalies.jsonl"));
    SortedMap<String, SortedMap<Long, MinuteReader.Minute>> edges =
        MinuteReader.read(out.resolve("edges.jsonl"));
    for (Family scored : Family.ALL) {
      Scorer scorer = new Scorer(fleet, scored.type(), ledgers.of(scored.type()));
      boolean own = scored.equals(family);
      double edgeDays = cleanEdgeDays(fleet, scored.type(), edges, setting);
      String row = own ? setting.name() : Scores.ELSEWHERE;
      keep(scores, scorer, scored.type(), row, Variant.WHOLE.name(), detections, edgeDays);
      if (own) {
        for (NaiveRule rule : rules(scored)) {
          keep(scores, scorer, scored.type(), row, rule.words(), rule.detect(edges), edgeDays);
        }
      }
    }
    if (setting.ablated()) {
      double edgeDays = cleanEdgeDays(fleet, family.type(), edges, setting);
      ablate(scores, family, setting, fleet, ledgers, records, out, edgeDays);
    }
    return scores;
  }

  private static void ablate(
      Scores scores,
      Family family,
      Setting setting,
      Fleet fleet,
      Ledgers ledgers,
      List<WireRecord> records,
      Path out,
      double edgeDays)
      throws IOException {
    Scorer scorer = new Scorer(fleet, family.type(), ledgers.of(family.type()));
    for (Variant variant : Variant.ablations(family.type())) {
      Flowlens.read(records, variant.settings(), out.resolve("ablated"));
      List<Detection> detections =
          AnomalyReader.read(out.resolve("ablated").resolve("anomalies.jsonl"));
      keep(scores, scorer, family.type(), setting.name(), variant.name(), detections, edgeDays);
    }
  }

  private static void keep(
      Scores scores,
      Scorer scorer,
      String type,
      String row,
      String detector,
      List<Detection> detections,
      double edgeDays) {
    Score score = scores.of(type, row, detector);
    scorer.score(detections.stream().filter(d -> d.type().equals(type)).toList(), score);
    score.watched(edgeDays);
  }

  private static List<NaiveRule> rules(Family family) {
    return NaiveRule.ALL.stream().filter(rule -> rule.type().equals(family.type())).toList();
  }

  private static double cleanEdgeDays(
      Fleet fleet,
      String type,
      SortedMap<String, SortedMap<Long, MinuteReader.Minute>> edges,
      Setting setting) {
    long clean =
        edges.keySet().stream()
            .map(fleet::cellOf)
            .filter(cell -> cell != null && cell.clean(type))
            .count();
    return clean * setting.minutes() / MINUTES_PER_DAY;
  }
}
