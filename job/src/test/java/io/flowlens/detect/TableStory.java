package io.flowlens.detect;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one table detector over panes of several edges, and tells when it spoke of which. */
public final class TableStory<S> {
  private final Detector<S> detector;
  private final S state;
  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final List<String> lines = new ArrayList<>();
  private final List<Anomaly> anomalies = new ArrayList<>();
  private List<Signal> signals = List.of();
  private Map<String, Judgement> last = new TreeMap<>();
  private long now;

  public TableStory(Detector<S> detector, String start) {
    this.detector = detector;
    this.state = detector.newState();
    this.now = PaneBuilder.at(start);
  }

  /** So many panes follow in which these edges see this traffic. */
  public TableStory<S> then(int panes, Map<Edge, PaneBuilder> traffic) {
    for (int i = 0; i < panes; i++) {
      List<Pane> closed = new ArrayList<>();
      traffic.forEach((edge, pane) -> closed.add(pane.on(edge, now)));
      closed.removeIf(pane -> !detector.accesses().contains(pane.edge.access));
      closed.replaceAll(pane -> pane.with(detector.details()));
      closed.sort(Comparator.comparing(pane -> pane.edge.id()));
      Findings findings = new Findings(detector.id(), now);
      Round round = new Round(now, closed, List.of(), signals);
      signals = List.of();
      detector.judge(round, state, episodes.of(detector.id(), now), findings);
      anomalies.addAll(episodes.advance(now, findings.all(), List.of()));
      tell(findings.all());
      now += Pane.MILLIS;
    }
    return this;
  }

  private void tell(List<Judgement> judgements) {
    Map<String, Judgement> said = new TreeMap<>();
    for (Judgement judgement : judgements) {
      if (judgement.level.isVerdict()) {
        lines.add(time() + " " + judgement.explanation.summary);
      }
      if (judgement.level.isVerdict() || judgement.level == Judgement.Level.CLEAR) {
        continue;
      }
      said.put(judgement.subject.id(), judgement);
      if (!last.containsKey(judgement.subject.id())) {
        lines.add(time() + " " + judgement.explanation.summary);
      }
    }
    last.forEach(
        (id, judgement) -> {
          if (!said.containsKey(id)) {
            lines.add(
                time()
                    + " clear: "
                    + judgement.subject.edge.from.name
                    + " → "
                    + judgement.subject.edge.to.name
                    + " in "
                    + judgement.subject.edge.to.region);
          }
        });
    last = said;
  }

  private String time() {
    return PaneBuilder.time(now + Pane.MILLIS);
  }

  /** The next pane comes with this signal. */
  public TableStory<S> signal(Signal signal) {
    signals = List.of(signal);
    return this;
  }

  /** Every revision that was written. */
  public List<Anomaly> anomalies() {
    return anomalies;
  }

  /** A line for each edge that was spoken of, and for each that was clear again. */
  public String lines() {
    return String.join("\n", lines);
  }

  /** The newest judgements, in the order of their edges. */
  public List<Judgement> judgements() {
    return new ArrayList<>(last.values());
  }

  public S state() {
    return state;
  }
}
