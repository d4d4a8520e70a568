package io.flowlens.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.episode.Episode;
import io.flowlens.model.Explanation;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Severity;
import io.flowlens.model.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Causes of other types and at nodes. */
class CausesTest {
  private static final long FOLD_WITHIN = 120_000;

  private final Incident scaling = incident("misled-scaling", Subject.of(Shop.ORDERS_TABLE), 0);
  private final Incident retries = incident("retry-cascade", Subject.of(Shop.ORDERS_WRITES), 10);
  private final Incident calls = incident("retry-cascade", Subject.of(Shop.WEB_CALLS_ORDERS), 20);

  @Test
  void aNodesTroubleMayCauseThatOfTheEdgesThatLeadToIt() {
    Causes types = new Causes(Map.of("retry-cascade", Set.of("misled-scaling")));
    CauseGraph graph = new CauseGraph(List.of(scaling, retries, calls), types, FOLD_WITHIN);
    assertThat(graph.chain(calls)).containsExactly(scaling, retries, calls);
    assertThat(graph.chain(scaling)).containsExactly(scaling);
  }

  @Test
  void typesThatCannotCauseEachOtherStandAlone() {
    Causes types = new Causes(Map.of("misled-scaling", Set.of("retry-cascade")));
    CauseGraph graph = new CauseGraph(List.of(scaling, retries, calls), types, FOLD_WITHIN);
    assertThat(graph.chain(retries)).containsExactly(retries);
    assertThat(graph.chain(calls)).containsExactly(retries, calls);
  }

  @Test
  void callsIntoATableMayCauseTheTroubleOfTheTableAndOfItsIndexes() {
    Incident index =
        incident(
            "misled-scaling",
            Subject.of(Shop.node(NodeKind.INDEX, "us-east-1", "Orders/byUser")),
            30);
    Incident elsewhere = incident("misled-scaling", Subject.of(Shop.STOCK_TABLE), 30);
    CauseGraph graph =
        new CauseGraph(
            List.of(scaling, retries, calls, index, elsewhere),
            new Causes(Causes.OTHERS),
            FOLD_WITHIN);
    assertThat(graph.chain(scaling)).containsExactly(retries, scaling);
    assertThat(graph.chain(index)).containsExactly(retries, scaling, index);
    assertThat(graph.chain(elsewhere)).containsExactly(elsewhere);
    assertThat(graph.chain(calls)).containsExactly(retries, calls);
  }

  @Test
  void aBrokenContractIsTheEffectOfWhatHappensToItsEdgeAndRaisesItsSeverity() {
    Incident breach = incident("contract-breach", Subject.of(Shop.ORDERS_WRITES), 5);
    breach.severity = Severity.CRITICAL;
    retries.severity = Severity.INFO;
    for (Incident one : List.of(breach, retries)) {
      one.episode.id = one.episode.detector;
    }
    new RootCauses(Settings.defaults()).assign(List.of(breach, retries), new Causes(Causes.OTHERS));
    assertThat(breach.parentId).isEqualTo("retry-cascade");
    assertThat(retries.parentId).isNull();
    assertThat(retries.severity).isEqualTo(Severity.CRITICAL);
    assertThat(retries.changed).isTrue();
  }

  @Test
  void aBrokenContractIsNeverTheCauseOfSomethingElse() {
    Incident breach = incident("contract-breach", Subject.of(Shop.ORDERS_WRITES), 0);
    Causes types = new Causes(Causes.OTHERS);
    CauseGraph graph = new CauseGraph(List.of(breach, calls), types, FOLD_WITHIN);
    assertThat(graph.chain(calls)).containsExactly(calls);
    Incident above = incident("contract-breach", Subject.of(Shop.WEB_CALLS_ORDERS), 10);
    CauseGraph both = new CauseGraph(List.of(breach, above), types, FOLD_WITHIN);
    assertThat(both.chain(above)).containsExactly(breach, above);
  }

  private static Incident incident(String type, Subject subject, long second) {
    Incident incident = new Incident();
    incident.episode = new Episode();
    incident.episode.id = subject.id();
    incident.episode.detector = type;
    incident.episode.subject = subject;
    incident.episode.phase = Episode.Phase.OPEN;
    incident.episode.firstPane = second * 1_000;
    incident.episode.explanation = new Explanation();
    return incident;
  }
}
