package io.flowlens.detect.run;

import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** A detector with its state of the current key. */
final class DetectorSlot<S> {
  private final Detector<S> detector;
  private final ValueState<S> states;

  /** Kept in the state that has the detector's id. */
  DetectorSlot(Detector<S> detector, RuntimeContext context) {
    this.detector = detector;
    this.states =
        context.getState(
            new ValueStateDescriptor<>(detector.id(), Types.POJO(detector.stateType())));
  }

  String id() {
    return detector.id();
  }

  Scope scope() {
    return detector.scope();
  }

  /**
   * Judges the round, unless the detector has been given nothing of this scope so far.
   *
   * @return whether it must be given the next round even if that is silent
   */
  boolean judge(RoundInputs inputs, OwnEpisodes episodes, List<Judgement> findings)
      throws Exception {
    Round round = inputs.of(detector);
    S known = states.value();
    if (known == null && round.panes().isEmpty() && round.signals().isEmpty()) {
      return false;
    }
    S state = known == null ? detector.newState() : known;
    Findings own = new Findings(detector.id(), inputs.start);
    detector.judge(round, state, episodes, own);
    states.update(state);
    findings.addAll(own.all());
    return detector.active(state);
  }

  /** Holds what slow evidence shows against what the detector found. */
  void verify(RoundInputs inputs, List<Judgement> findings) throws Exception {
    List<Pane> minutes = inputs.of(detector).slowMinutes();
    S state = minutes.isEmpty() ? null : states.value();
    if (state == null) {
      return;
    }
    Findings own = new Findings(detector.id(), inputs.start);
    for (Pane minute : minutes) {
      detector.verify(minute, state, own);
    }
    states.update(state);
    findings.addAll(own.all());
  }

  void clear() {
    states.clear();
  }
}
