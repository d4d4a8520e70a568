package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.verify.VerifiedDetector;
import io.flowlens.model.FieldsSerializer;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** A detector with its state of the current key, and the verification of what it finds. */
final class DetectorSlot<S> {
  private final Detector<S> detector;
  private final ValueState<S> states;

  /** Null where CloudTrail shows nothing that the detector counts. */
  private final VerificationSlot verification;

  /** Kept in the state that has the detector's id. */
  DetectorSlot(Detector<S> detector, Settings settings, RuntimeContext context) {
    this.detector = detector;
    this.states =
        context.getState(
            new ValueStateDescriptor<>(detector.id(), FieldsSerializer.of(detector.stateType())));
    this.verification =
        detector instanceof VerifiedDetector
            ? new VerificationSlot((VerifiedDetector<S>) detector, settings, context)
            : null;
  }

  String id() {
    return detector.id();
  }

  /** How long after the last round the state still matters, in milliseconds. */
  long memoryMillis() {
    long memory = detector.memory().toMillis();
    return verification == null ? memory : Math.max(memory, verification.memoryMillis());
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
    boolean isGiven = !round.panes().isEmpty() || !round.signals().isEmpty();
    if (known == null && !(isGiven && detector.begins(round))) {
      return false;
    }
    S state = known == null ? detector.newState() : known;
    Findings own = new Findings(detector.id(), inputs.start);
    detector.judge(round, state, episodes, own);
    states.update(state);
    if (verification != null) {
      verification.observe(own);
    }
    findings.addAll(own.all());
    return detector.active(state);
  }

  /** Compares minutes of slow evidence that have come due with what the detector found. */
  void verify(RoundInputs inputs, List<Judgement> findings) throws Exception {
    List<Pane> minutes = verification == null ? List.of() : inputs.of(detector).slowMinutes();
    if (minutes.isEmpty()) {
      return;
    }
    Findings own = new Findings(detector.id(), inputs.start);
    verification.verify(minutes, own);
    findings.addAll(own.all());
  }

  void clear() {
    states.clear();
    if (verification != null) {
      verification.clear();
    }
  }
}
