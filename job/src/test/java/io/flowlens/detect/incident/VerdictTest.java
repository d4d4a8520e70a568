package io.flowlens.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.Judgements;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Anomaly.Status;
import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import io.flowlens.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What slow evidence says of an episode, minutes after it began. */
class VerdictTest {
  private static final long BEGIN = PaneBuilder.at("10:00:00");

  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final List<Anomaly> anomalies = new ArrayList<>();
  private long pane = BEGIN;

  @Test
  void aRefutedEpisodeIsRetractedWithTheReasonAndForgotten() {
    fire(3, Shop.ORDERS_WRITES);
    turn(verdict(Shop.ORDERS_WRITES, Level.REFUTED));
    Anomaly last = last();
    assertThat(last.status).isEqualTo(Status.RETRACTED);
    assertThat(last.revision).isEqualTo(2);
    assertThat(last.explanation.severity).isEqualTo(Severity.WARNING);
    assertThat(last.explanation.confidence).isZero();
    assertThat(last.explanation.summary).isEqualTo("Heard.");
    assertThat(last.explanation.findings).contains("RETRY_STORM", "HEARD");
    assertThat(last.explanation.evidence).isNotEmpty();
    assertThat(episodes.size()).isZero();
  }

  @Test
  void anEpisodeThatIsOverIsRetractedToo() {
    fire(3, Shop.ORDERS_WRITES);
    silence(60);
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    turn(verdict(Shop.ORDERS_WRITES, Level.REFUTED));
    assertThat(last().status).isEqualTo(Status.RETRACTED);
    silence(300);
    assertThat(last().status).isEqualTo(Status.RETRACTED);
  }

  @Test
  void whatFallsIllAfterwardsIsAnotherEpisode() {
    fire(3, Shop.ORDERS_WRITES);
    turn(verdict(Shop.ORDERS_WRITES, Level.REFUTED));
    String retracted = last().id;
    fire(3, Shop.ORDERS_WRITES);
    assertThat(last().status).isEqualTo(Status.OPEN);
    assertThat(last().id).isNotEqualTo(retracted);
  }

  @Test
  void aVerdictOnOtherMinutesSaysNothingOfTheEpisode() {
    silence(12);
    fire(3, Shop.ORDERS_WRITES);
    turn(verdict(Shop.ORDERS_WRITES, Level.REFUTED));
    turn(verdict(Shop.BILLING_WRITES, Level.REFUTED));
    assertThat(anomalies).extracting(anomaly -> anomaly.status).containsExactly(Status.OPEN);
    assertThat(episodes.size()).isEqualTo(1);
  }

  @Test
  void aConfirmedEpisodeIsWrittenOnceMoreAndSurer() {
    fire(3, Shop.ORDERS_WRITES);
    turn(verdict(Shop.ORDERS_WRITES, Level.CONFIRMED));
    turn(verdict(Shop.ORDERS_WRITES, Level.CONFIRMED));
    assertThat(anomalies)
        .extracting(anomaly -> anomaly.status)
        .containsExactly(Status.OPEN, Status.UPDATED);
    Explanation told = last().explanation;
    assertThat(told.summary).endsWith(" Heard.");
    assertThat(told.confidence).isEqualTo(0.98);
    assertThat(told.findings).contains("HEARD");
    assertThat(told.counterEvidence).contains("Looked at.");
  }

  @Test
  void whatDecidesNothingIsOnlyToldAmongWhatWasChecked() {
    fire(3, Shop.ORDERS_WRITES);
    silence(60);
    Judgement undecided = verdict(Shop.ORDERS_WRITES, Level.UNDECIDED);
    undecided.explanation = new Explanation();
    undecided.explanation.counterEvidence.add("Looked at.");
    turn(undecided);
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    assertThat(last().revision).isEqualTo(3);
    assertThat(last().explanation.confidence).isEqualTo(0.9);
    assertThat(last().explanation.counterEvidence).containsExactly("Looked at.");
  }

  @Test
  void symptomsOfARetractedRootStandAloneForInformation() {
    fire(4, Shop.ORDERS_WRITES, Shop.WEB_CALLS_ORDERS);
    assertThat(last().parentId).isNotNull();
    turn(
        verdict(Shop.ORDERS_WRITES, Level.REFUTED),
        Judgements.of(Shop.WEB_CALLS_ORDERS, pane, Level.FIRING));
    Anomaly symptom = last();
    assertThat(symptom.root.edge).isEqualTo(Shop.WEB_CALLS_ORDERS);
    assertThat(symptom.status).isEqualTo(Status.UPDATED);
    assertThat(symptom.parentId).isNull();
    assertThat(symptom.path).containsExactly(Shop.WEB_CALLS_ORDERS);
    assertThat(symptom.explanation.severity).isEqualTo(Severity.INFO);
    assertThat(symptom.explanation.counterEvidence)
        .singleElement()
        .asString()
        .contains("symptom of orders → Orders, which is retracted");
    fire(8, Shop.WEB_CALLS_ORDERS);
    silence(60);
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    assertThat(last().explanation.severity).isEqualTo(Severity.INFO);
  }

  @Test
  void aSymptomThatIsOverStandsAloneTooAndIsWrittenOnceMore() {
    fire(4, Shop.ORDERS_WRITES, Shop.WEB_CALLS_ORDERS);
    silence(60);
    turn(verdict(Shop.ORDERS_WRITES, Level.REFUTED));
    assertThat(last().root.edge).isEqualTo(Shop.WEB_CALLS_ORDERS);
    assertThat(last().status).isEqualTo(Status.RESOLVED);
    assertThat(last().parentId).isNull();
  }

  @Test
  void aRootLosesTheSymptomThatIsRetracted() {
    fire(4, Shop.ORDERS_WRITES, Shop.WEB_CALLS_ORDERS);
    turn(
        verdict(Shop.WEB_CALLS_ORDERS, Level.REFUTED),
        Judgements.of(Shop.ORDERS_WRITES, pane, Level.FIRING));
    assertThat(anomalies.subList(anomalies.size() - 2, anomalies.size()))
        .anySatisfy(
            root -> {
              assertThat(root.status).isEqualTo(Status.UPDATED);
              assertThat(root.path).containsExactly(Shop.ORDERS_WRITES);
            })
        .anySatisfy(symptom -> assertThat(symptom.status).isEqualTo(Status.RETRACTED));
  }

  private void fire(int panes, Edge... edges) {
    for (int i = 0; i < panes; i++) {
      Judgement[] page = new Judgement[edges.length];
      for (int k = 0; k < edges.length; k++) {
        page[k] = Judgements.of(edges[k], pane, Level.FIRING);
      }
      turn(page);
    }
  }

  private void silence(int panes) {
    for (int i = 0; i < panes; i++) {
      turn();
    }
  }

  private void turn(Judgement... judgements) {
    anomalies.addAll(episodes.advance(pane, List.of(judgements), List.of()));
    pane += Pane.MILLIS;
  }

  private Anomaly last() {
    return anomalies.get(anomalies.size() - 1);
  }

  /** On the first minute. */
  private Judgement verdict(Edge edge, Level level) {
    Judgement verdict = Judgements.of(edge, pane, level);
    verdict.verifiedFrom = BEGIN;
    verdict.verifiedTo = BEGIN + 60_000;
    verdict.explanation = new Explanation();
    verdict.explanation.summary = "Heard.";
    verdict.explanation.confidence = 0.8;
    verdict.explanation.findings.add("HEARD");
    verdict.explanation.counterEvidence.add("Looked at.");
    return verdict;
  }
}
