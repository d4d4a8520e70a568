package io.flowlens.detect.contractbreach;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Counter;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/** One program's edges, round after round, as the job would give them to the detector. */
final class ContractStory {
  private final ContractBreach detector;
  private final ReporterState state = new ReporterState();
  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final List<String> lines = new ArrayList<>();
  private List<Judgement> newest = List.of();
  private long now;

  ContractStory(Settings settings, String start) {
    detector = new ContractBreach(settings);
    now = PaneBuilder.at(start);
  }

  /** So many minutes of these edges' traffic. */
  ContractStory minutes(int minutes, Traffic... traffic) {
    return minutes(
        minutes, start -> Arrays.stream(traffic).map(one -> one.pane(start)).toArray(Pane[]::new));
  }

  /** So many minutes of these panes. Silent ones are left out, and a round without any is none. */
  ContractStory minutes(int minutes, LongFunction<Pane[]> panes) {
    for (int i = 0; i < 6 * minutes; i++) {
      List<Pane> given = new ArrayList<>();
      for (Pane pane : panes.apply(now)) {
        boolean concerns = detector.concerns(pane.edge);
        if (pane.get(Counter.CALLS) > 0 && concerns) {
          given.add(pane);
        }
      }
      given.sort(Comparator.comparing(pane -> pane.edge.id()));
      if (!given.isEmpty() || detector.active(state) || episodes.size() > 0) {
        judge(given);
      }
      now += Pane.MILLIS;
    }
    return this;
  }

  /** As if so many minutes had no telemetry at all. */
  ContractStory skip(int minutes) {
    now += 60_000L * minutes;
    return this;
  }

  private void judge(List<Pane> panes) {
    Findings findings = new Findings(detector.id(), now);
    Round round = new Round(now, panes, List.of(), List.of());
    if (state.edges.length == 0 && !detector.begins(round)) {
      return;
    }
    detector.judge(round, state, episodes.of(detector.id(), now), findings);
    newest = findings.all().isEmpty() ? newest : findings.all();
    for (Anomaly anomaly : episodes.advance(now, findings.all(), List.of())) {
      if (anomaly.status != Anomaly.Status.UPDATED) {
        lines.add(
            String.join(
                " ",
                PaneBuilder.time(anomaly.updatedAt),
                anomaly.status.label(),
                anomaly.explanation.severity.label(),
                anomaly.root.names(),
                anomaly.explanation.findings.toString()));
      }
    }
  }

  /** A line for each anomaly that opened or ended. */
  String lines() {
    return String.join("\n", lines);
  }

  /** The newest explanation, whole. */
  String explanation() {
    return ExplanationText.of(newest.get(0).explanation);
  }

  ReporterState state() {
    return state;
  }
}
