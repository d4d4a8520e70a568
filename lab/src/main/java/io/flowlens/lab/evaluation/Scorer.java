package io.flowlens.lab.evaluation;

import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.truth.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares detections of one type with what really happened, event by event: a fault is found when
 * a detection of its type, in its cell and on its path, overlaps it in time, and that counts once
 * however long it overlaps. A detection that finds no fault is false; one in a cell whose planned
 * fault came to too little is neither, nor is one of what is left of a fault after it came to too
 * little, as long as was planned. One that was retracted finds nothing; it is counted by itself, as
 * a false alarm that was taken back or as a fault that was denied.
 */
final class Scorer {
  /** A detection that begins so soon after a fault's end still belongs to it. */
  private static final long GRACE_MILLIS = 60_000;

  private final Fleet fleet;
  private final String type;
  private final Ledger ledger;

  Scorer(Fleet fleet, String type, Ledger ledger) {
    this.fleet = fleet;
    this.type = type;
    this.ledger = ledger;
  }

  /** Adds this fleet's outcomes to a score. */
  void score(List<Detection> all, Score score) {
    List<Detection> detections = all.stream().filter(d -> !d.retracted()).toList();
    all.stream().filter(Detection::retracted).forEach(d -> takenBack(d, score));
    Set<String> explained = new HashSet<>();
    for (Cell cell : fleet.cells()) {
      for (Episode planned : cell.episodes()) {
        if (!planned.type().equals(type)) {
          continue;
        }
        Optional<Episode> real = ledger.real(planned);
        if (real.isPresent()) {
          explained.addAll(match(cell, real.get(), detections, score));
          detections.stream().filter(d -> belongs(d, planned)).forEach(d -> explained.add(d.id()));
        } else {
          detections.stream()
              .filter(d -> cell.equals(fleet.cellOf(d.root())))
              .forEach(d -> explained.add(d.id()));
        }
      }
    }
    for (Cell cell : fleet.cells()) {
      for (Episode remark : cell.remarks()) {
        detections.stream()
            .filter(d -> d.info() && belongs(d, remark))
            .forEach(d -> explained.add(d.id()));
      }
    }
    for (Detection detection : detections) {
      if (!explained.contains(detection.id()) && !detection.symptom()) {
        Cell cell = fleet.cellOf(detection.root());
        score.falseAlarm(
            cell == null ? "elsewhere" : cell.story(), cell == null || cell.clean(type), detection);
      }
    }
  }

  private void takenBack(Detection detection, Score score) {
    Cell cell = fleet.cellOf(detection.root());
    boolean denied =
        cell != null
            && cell.episodes().stream()
                .filter(planned -> planned.type().equals(type))
                .flatMap(planned -> ledger.real(planned).stream())
                .anyMatch(episode -> belongs(detection, episode));
    score.retracted(cell == null ? "elsewhere" : cell.story(), denied);
  }

  private Set<String> match(Cell cell, Episode episode, List<Detection> detections, Score score) {
    List<Detection> hits =
        detections.stream()
            .filter(d -> belongs(d, episode))
            .sorted(Comparator.comparingLong(Detection::detectedAt).thenComparing(Detection::id))
            .toList();
    List<Detection> own = hits.stream().filter(d -> !d.symptom()).toList();
    if (own.isEmpty()) {
      score.missed(cell.story());
      return Set.of();
    }
    List<String> suspects = suspects(own.get(0), hits);
    score.found(
        cell.story(),
        Math.max(0, own.get(0).detectedAt() - episode.onset()) / 1000.0,
        own.size(),
        suspects.get(0).equals(episode.root()),
        suspects.subList(0, Math.min(3, suspects.size())).contains(episode.root()));
    if (!episode.findings().isEmpty() && !own.get(0).findings().isEmpty()) {
      score.kind(own.get(0).findings().stream().anyMatch(episode.findings()::contains));
    }
    score.findings(cell.story(), own.get(0).findings());
    numbers(own.get(0), episode, score);
    Set<String> ids = new HashSet<>();
    hits.forEach(hit -> ids.add(hit.id()));
    return ids;
  }

  /** The truth covers the whole episode, so the anomaly's last revision is compared with it. */
  private void numbers(Detection detection, Episode episode, Score score) {
    detection
        .measures()
        .forEach(
            (name, observed) ->
                ledger
                    .number(name, detection.root(), episode.onset(), episode.end())
                    .ifPresent(truth -> score.number(name, observed, truth)));
  }

  /** The first detection's path, then the roots of the others, in order of detection. */
  private static List<String> suspects(Detection first, List<Detection> hits) {
    List<String> suspects = new ArrayList<>(first.path());
    hits.stream().map(Detection::root).filter(r -> !suspects.contains(r)).forEach(suspects::add);
    return suspects;
  }

  private static boolean belongs(Detection detection, Episode episode) {
    return episode.path().contains(detection.root())
        && detection.startedAt() <= episode.end() + GRACE_MILLIS
        && detection.endedAt() >= episode.onset();
  }
}
