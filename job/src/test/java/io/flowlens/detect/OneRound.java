package io.flowlens.detect;

import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One round of a detector that has no episode so far. */
public final class OneRound {
  private OneRound() {}

  /** What it finds in one pane of an edge; null when that is clear. */
  public static <S> Judgement of(Detector<S> detector, Pane pane, S state) {
    List<Judgement> findings = of(detector, pane.start, List.of(pane), state);
    return findings.isEmpty() ? null : findings.get(0);
  }

  /** What it finds in the panes of a scope, of which it is given what it asks for. */
  public static <S> List<Judgement> of(
      Detector<S> detector, long start, List<Pane> panes, S state) {
    return of(detector, start, panes, List.of(), state);
  }

  /** The same with signals of the scope. */
  public static <S> List<Judgement> of(
      Detector<S> detector, long start, List<Pane> panes, List<Signal> signals, S state) {
    List<Pane> asked = new ArrayList<>(panes);
    asked.removeIf(pane -> !detector.accesses().contains(pane.edge.access));
    asked.replaceAll(pane -> pane.with(detector.details()));
    asked.sort(Comparator.comparing(pane -> pane.edge.id()));
    asked.removeIf(pane -> !detector.concerns(pane.edge));
    Findings findings = new Findings(detector.id(), start);
    Round round = new Round(start, asked, List.of(), signals);
    detector.judge(round, state, OwnEpisodes.NONE, findings);
    return findings.all();
  }
}
