package io.flowlens.detect.replayloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Judgement;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function whose source only CloudTrail shows, and whose failures only its log does. */
class FedFunctionTest {
  private final ReplayLoop detector = new ReplayLoop(Settings.defaults());
  private final TableReplays state = detector.newState();
  private List<Judgement> found = List.of();
  private long now = PaneBuilder.at("10:00:00");

  @Test
  void oneThatFailsEachMinuteIsForInformation() {
    then(mapping("CHANGE_STREAM", "Orders"));
    for (int i = 0; i < 20; i++) {
      fails();
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).subject.node).isEqualTo(Shop.BILLING);
    assertThat(found.get(0).explanation.severity).isEqualTo(Severity.INFO);
    assertThat(found.get(0).explanation.summary)
        .isEqualTo(
            "billing has failed 20 times since 10:01 UTC. Orders feeds it, so what fails is delivered again for up"
                + " to 24 h.");
  }

  @Test
  void oneOfWhichNobodyKnowsWhatFeedsItIsLeftAlone() {
    for (int i = 0; i < 20; i++) {
      fails();
    }
    assertThat(found).isEmpty();
  }

  @Test
  void oneWhoseMappingIsGoneIsLeftAlone() {
    then(mapping("CHANGE_STREAM", "Orders"));
    then(mapping(Signal.NO_SOURCE, ""));
    for (int i = 0; i < 20; i++) {
      fails();
    }
    assertThat(found).isEmpty();
  }

  @Test
  void oneThatFailsNowAndThenIsLeftAlone() {
    then(mapping("CHANGE_STREAM", "Orders"));
    for (int i = 0; i < 20; i++) {
      fails();
      for (int pane = 0; pane < 12; pane++) {
        then();
      }
      assertThat(found).isEmpty();
    }
  }

  @Test
  void itIsOverWhenItFailsNoMore() {
    then(mapping("CHANGE_STREAM", "Orders"));
    for (int i = 0; i < 20; i++) {
      fails();
    }
    for (int pane = 0; pane < 30; pane++) {
      then();
    }
    assertThat(found).isEmpty();
    assertThat(detector.active(state)).isFalse();
  }

  /** A minute with a failure. */
  private void fails() {
    for (int pane = 0; pane < 5; pane++) {
      then();
    }
    Signal failure = signal(SignalKind.INVOCATION_FAILED);
    failure.value = 1;
    then(failure);
  }

  private Signal mapping(String kind, String name) {
    Signal change = signal(SignalKind.CONFIGURATION_CHANGE);
    change.dimensions.put(Signal.SOURCE_KIND, kind);
    change.dimensions.put(Signal.SOURCE_NAME, name);
    return change;
  }

  private Signal signal(SignalKind kind) {
    Signal signal = new Signal();
    signal.kind = kind;
    signal.node = Shop.node(NodeKind.FUNCTION, "us-east-1", "billing");
    signal.time = now;
    return signal;
  }

  private void then(Signal... signals) {
    Findings findings = new Findings(detector.id(), now);
    detector.judge(
        new Round(now, List.of(), List.of(), List.of(signals)), state, OwnEpisodes.NONE, findings);
    found = findings.all();
    now += Pane.MILLIS;
  }
}
