package io.flowlens.lab.simulator.evaluate;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.ArchiveWriter;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.archive.Layout;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.truth.RetryLedger;
import io.flowlens.lab.simulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Lets fleets live, has them replayed, and keeps the score: of flowlens and of the naive rules, on
 * the same data.
 */
public final class Evaluation {
  /** How flowlens is called among the scores. */
  static final String FLOWLENS = "flowlens";

  private static final String TYPE = "retry-cascade";
  private static final long START = 1_767_603_600_000_000L;
  private static final double MILLIS_PER_DAY = 86_400_000;

  private final Replayer replayer;
  private final Path work;
  private final int minutes;
  private final Map<Setting, Map<String, Score>> scores = new LinkedHashMap<>();

  /**
   * @param work a folder for archives and what replays make of them
   * @param minutes how long each fleet lives; faults need about 25
   */
  public Evaluation(Replayer replayer, Path work, int minutes) {
    this.replayer = replayer;
    this.work = work;
    this.minutes = minutes;
  }

  /** Adds one fleet of all faults and negatives, seen in this setting. */
  public void run(Setting setting, long seed) throws IOException {
    run(setting, seed, 1);
  }

  /** The same with every {@code step}-th fault only. */
  void run(Setting setting, long seed, int step) throws IOException {
    List<Story> faults = new ArrayList<>();
    for (int i = 0; i < Storms.all().size(); i += step) {
      faults.add(Storms.all().get(i));
    }
    Fleet fleet = Fleet.of(faults, Negatives.all(), when(), setting.rate(), seed);
    RetryLedger ledger = new RetryLedger(World.ACCOUNT);
    Run run = Run.of(fleet.world(), seed, setting.sampling(), Delivery.USUAL, ledger);
    Path folder = work.resolve(setting.name().replaceAll("[^A-Za-z0-9]+", "-") + '-' + seed);
    ArchiveWriter.write(
        folder.resolve("archive"),
        setting.transport().apply(when()).carry(run.records()),
        new Layout(2, false, 0));
    Path replayed = folder.resolve("replayed");
    replayer.replay(folder.resolve("archive"), replayed);
    keepScore(setting, new Scorer(fleet, ledger), fleet, replayed);
  }

  private void keepScore(Setting setting, Scorer scorer, Fleet fleet, Path replayed)
      throws IOException {
    SortedMap<String, SortedMap<Long, MinuteReader.Minute>> edges =
        MinuteReader.read(replayed.resolve("edges.jsonl"));
    double edgeDays =
        edges.keySet().stream()
                .map(fleet::cellOf)
                .filter(cell -> cell != null && cell.episodes().isEmpty())
                .count()
            * (minutes * 60_000 / MILLIS_PER_DAY);
    Map<String, List<Detection>> detectors = new LinkedHashMap<>();
    detectors.put(
        FLOWLENS,
        AnomalyReader.read(replayed.resolve("anomalies.jsonl")).stream()
            .filter(d -> d.type().equals(TYPE))
            .toList());
    for (NaiveRule rule : NaiveRule.values()) {
      detectors.put(rule.words(), rule.detect(TYPE, edges));
    }
    detectors.forEach(
        (name, detections) -> {
          Score score =
              scores
                  .computeIfAbsent(setting, s -> new LinkedHashMap<>())
                  .computeIfAbsent(name, n -> new Score());
          scorer.score(detections, score);
          score.watched(edgeDays);
        });
  }

  private Interval when() {
    return new Interval(START, START + minutes * 60_000_000L);
  }

  /** The scores so far, by setting and detector. */
  Map<Setting, Map<String, Score>> scores() {
    return scores;
  }
}
