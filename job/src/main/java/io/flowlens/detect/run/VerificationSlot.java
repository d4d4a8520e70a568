package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Observation;
import io.flowlens.detect.verify.CloudTrailVerification;
import io.flowlens.detect.verify.PendingVerification;
import io.flowlens.detect.verify.VerifiedDetector;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The verification of one detector's findings, by edge, with its state of the current key. */
final class VerificationSlot {
  private final CloudTrailVerification verification;
  private final MapState<String, PendingVerification> byEdge;

  /** Kept in the state {@code <the detector's id>-verification}. */
  VerificationSlot(VerifiedDetector<?> detector, Settings settings, RuntimeContext context) {
    verification = new CloudTrailVerification(detector.comparison(), settings);
    byEdge =
        context.getMapState(
            new MapStateDescriptor<>(
                detector.id() + "-verification",
                Types.STRING,
                Types.POJO(PendingVerification.class)));
  }

  long memoryMillis() {
    return verification.memoryMillis();
  }

  /** Keeps what was observed, and dismisses findings that CloudTrail goes on to refute. */
  void observe(Findings findings) throws Exception {
    for (Observation observation : findings.observations()) {
      Edge edge = observation.pane().edge;
      PendingVerification before = byEdge.get(edge.id());
      PendingVerification pending = verification.observe(observation, before);
      keep(edge, before, pending);
      if (CloudTrailVerification.isRefuted(pending)) {
        findings.dismiss(edge);
      }
    }
  }

  /** Compares minutes of CloudTrail with what was observed; adds a verdict where there is one. */
  void verify(List<Pane> minutes, Findings findings) throws Exception {
    for (Pane minute : minutes) {
      PendingVerification before = byEdge.get(minute.edge.id());
      if (before != null) {
        keep(minute.edge, before, verification.verify(minute, before, findings));
      }
    }
  }

  void clear() {
    byEdge.clear();
  }

  private void keep(Edge edge, PendingVerification before, PendingVerification pending)
      throws Exception {
    if (pending != null) {
      byEdge.put(edge.id(), pending);
    } else if (before != null) {
      byEdge.remove(edge.id());
    }
  }
}
