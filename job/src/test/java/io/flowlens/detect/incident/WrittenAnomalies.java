package io.flowlens.detect.incident;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of judgements that are drawn as a line per edge, a character per pane from 10:00:00
 * on: {@code F} firing, {@code X} extreme, {@code h} holding, {@code .} clear, {@code c} clear with
 * a last word; {@code !} firing and critical.
 */
final class WrittenAnomalies {
  private final AllEpisodes episodes;
  private final Map<Edge, String> levels = new LinkedHashMap<>();
  private final Map<Edge, String> causes = new HashMap<>();
  private final Map<Edge, Double> attempts = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<Anomaly> anomalies = new ArrayList<>();

  WrittenAnomalies() {
    this(Settings.defaults());
  }

  WrittenAnomalies(Settings settings) {
    episodes = new AllEpisodes(settings);
  }

  WrittenAnomalies edge(Edge edge, String panes) {
    return edge(edge, panes, "CAUSE_THROTTLED", 2);
  }

  WrittenAnomalies edge(Edge edge, String panes, String cause, double attemptsPerCall) {
    levels.put(edge, panes);
    causes.put(edge, cause);
    attempts.put(edge, attemptsPerCall);
    return this;
  }

  /** Lives through so many panes; returns a line for each anomaly written. */
  String panes(int n) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long pane = PaneBuilder.at("10:00:00") + i * Pane.MILLIS;
      for (Anomaly anomaly : episodes.advance(pane, judgements(i, pane), List.of())) {
        names.put(anomaly.id, name(anomaly.root.edge));
        anomalies.add(anomaly);
        lines.add(line(anomaly));
      }
    }
    return String.join("\n", lines);
  }

  List<Anomaly> anomalies() {
    return anomalies;
  }

  boolean allForgotten() {
    return episodes.size() == 0;
  }

  private List<Judgement> judgements(int i, long pane) {
    List<Judgement> page = new ArrayList<>();
    levels.forEach(
        (edge, panes) -> {
          char drawn = i < panes.length() ? panes.charAt(i) : '.';
          if (drawn != '.') {
            Judgement judgement =
                Judgements.of(
                    edge,
                    pane,
                    level(drawn),
                    drawn == '!' ? Severity.CRITICAL : Severity.WARNING,
                    causes.get(edge),
                    attempts.get(edge));
            page.add(judgement);
          }
        });
    return page;
  }

  private static Level level(char drawn) {
    return switch (drawn) {
      case 'F', '!' -> Level.FIRING;
      case 'X' -> Level.EXTREME;
      case 'c' -> Level.CLEAR;
      default -> Level.HOLDING;
    };
  }

  private String line(Anomaly anomaly) {
    return String.join(
        "  ",
        PaneBuilder.time(anomaly.updatedAt),
        name(anomaly.root.edge),
        anomaly.status.label(),
        anomaly.explanation.severity.label(),
        anomaly.parentId == null ? "root" : "symptom of " + names.get(anomaly.parentId),
        anomaly.path.stream()
            .map(WrittenAnomalies::name)
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private static String name(Edge edge) {
    return edge.from.name + "→" + edge.to.name;
  }
}
