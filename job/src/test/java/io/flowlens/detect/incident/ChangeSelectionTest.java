package io.flowlens.detect.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.Shop;
import io.flowlens.detect.episode.Episode;
import io.flowlens.detect.episode.EvidenceSelection;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.EvidenceItem;
import io.flowlens.model.Explanation;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChangeSelectionTest {
  private static final long START = 1_764_064_800_000L;
  private static final long MINUTE = 60_000;
  private static final long LATER = START + 60 * MINUTE;

  @Test
  void ofATableItsIndexItsStreamAndItsReplicasChangeToo() {
    Signal change = change(Shop.ORDERS_TABLE, -5);
    Node index = Shop.node(NodeKind.INDEX, "us-east-1", "Orders/byCustomer");
    Node replica = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
    assertThat(kept(Shop.BILLING_IS_GIVEN_ORDERS, change)).containsExactly(change);
    assertThat(kept(Edge.of(Shop.ORDERS, index, Access.READ), change)).containsExactly(change);
    assertThat(kept(Edge.of(Shop.ORDERS, replica, Access.READ), change)).containsExactly(change);
    assertThat(kept(Shop.ORDERS_READS_STOCK, change)).isEmpty();
  }

  @Test
  void aFunctionOnThePathChangesWhatItGives() {
    Signal change = change(Shop.BILLING, -5);
    Incident incident = incident(Shop.ORDERS_CHANGES);
    incident.path = List.of(Shop.ORDERS_CHANGES, Shop.BILLING_IS_GIVEN_ORDERS);
    assertThat(ChangeSelection.keep(incident, List.of(change), LATER)).isTrue();
    assertThat(incident.changes).containsExactly(change);
    assertThat(ChangeSelection.keep(incident, List.of(change), LATER)).isFalse();
    assertThat(kept(Shop.ORDERS_WRITES, change)).isEmpty();
  }

  @Test
  void theTwoNewestBeforeAndTheFirstAfterAreKept() {
    List<Signal> changes = new ArrayList<>();
    for (int minute : new int[] {-31, -20, -10, -1, 2, 3}) {
      changes.add(change(Shop.ORDERS_TABLE, minute));
    }
    assertThat(kept(Shop.ORDERS_WRITES, changes.toArray(new Signal[0])))
        .containsExactly(changes.get(2), changes.get(3), changes.get(4));
  }

  @Test
  void whatIsChangedAfterItIsOverIsNotPartOfIt() {
    Incident incident = incident(Shop.ORDERS_WRITES);
    incident.episode.clearSince = START + 2 * MINUTE;
    Signal change = change(Shop.ORDERS_TABLE, 3);
    assertThat(ChangeSelection.keep(incident, List.of(change), LATER)).isFalse();
    assertThat(incident.changes).isEmpty();
  }

  @Property
  void inWhicheverPartsTheyComeTheSameAreKept(
      @ForAll @Size(max = 12) List<@IntRange(min = -40, max = 10) Integer> minutes,
      @ForAll @IntRange(max = 12) int first) {
    List<Signal> changes = new ArrayList<>();
    minutes.forEach(minute -> changes.add(change(Shop.ORDERS_TABLE, minute)));
    Incident inParts = incident(Shop.ORDERS_WRITES);
    int cut = Math.min(first, changes.size());
    ChangeSelection.keep(inParts, changes.subList(cut, changes.size()), LATER);
    ChangeSelection.keep(inParts, changes.subList(0, cut), LATER);
    assertThat(times(inParts.changes))
        .isEqualTo(times(kept(Shop.ORDERS_WRITES, changes.toArray(new Signal[0]))));
  }

  @Property
  void theyTakeThePlacesOfEvidenceInTheMiddle(@ForAll @IntRange(max = 8) int others) {
    List<EvidenceItem> evidence = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      EvidenceItem item = new EvidenceItem();
      item.at = START + i;
      evidence.add(item);
    }
    Incident incident = incident(Shop.ORDERS_WRITES);
    incident.changes = kept(Shop.ORDERS_WRITES, change(Shop.ORDERS_TABLE, -5));
    List<EvidenceItem> all = EvidenceSelection.with(ChangeSelection.evidence(incident), evidence);
    assertThat(all).hasSize(Math.min(Explanation.MAX_EVIDENCE, others + 1));
    assertThat(all.get(0).at).isEqualTo(START - 5 * MINUTE);
    if (others > 0) {
      assertThat(all).contains(evidence.get(0), evidence.get(others - 1));
    }
  }

  private static Signal[] kept(Edge edge, Signal... changes) {
    Incident incident = incident(edge);
    ChangeSelection.keep(incident, List.of(changes), LATER);
    return incident.changes;
  }

  private static List<Long> times(Signal[] changes) {
    return Arrays.stream(changes).map(change -> change.time).toList();
  }

  private static Incident incident(Edge edge) {
    Incident incident = new Incident();
    incident.episode = new Episode();
    incident.episode.subject = Subject.of(edge);
    incident.episode.firstPane = START;
    return incident;
  }

  private static Signal change(Node node, int minute) {
    Signal change = new Signal();
    change.node = node;
    change.kind = SignalKind.CONFIGURATION_CHANGE;
    change.dimensions.put(Signal.OPERATION, "UpdateTable");
    change.time = START + minute * MINUTE;
    change.detail = "ops: billingMode=PROVISIONED";
    change.eventId = "event at " + minute;
    return change;
  }
}
