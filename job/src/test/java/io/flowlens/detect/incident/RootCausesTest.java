package io.flowlens.detect.incident;

import static io.flowlens.detect.Shop.BILLING_WRITES;
import static io.flowlens.detect.Shop.ORDERS_READS_STOCK;
import static io.flowlens.detect.Shop.ORDERS_WRITES;
import static io.flowlens.detect.Shop.WEB_CALLS_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.Shop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import org.junit.jupiter.api.Test;

class RootCausesTest {
  private static final Edge PHONE_CALLS_WEB =
      Edge.of(Shop.node(NodeKind.CLIENT, "", "phone"), Shop.WEB, Access.CALL);

  @Test
  void theDeepestEdgeIsTheRootAndItsCallersAreSymptoms() {
    assertThat(
            new WrittenAnomalies()
                .edge(PHONE_CALLS_WEB, "..FFFF")
                .edge(WEB_CALLS_ORDERS, ".FFFFF")
                .edge(ORDERS_WRITES, "FFFFFF")
                .panes(20))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders]
            10:00:30  orders→Orders  updated  warning  root  [orders→Orders, web→orders]
            10:00:30  web→orders  open  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:00:40  orders→Orders  updated  warning  root  [orders→Orders, web→orders, phone→web]
            10:00:40  phone→web  open  info  symptom of orders→Orders  [orders→Orders, web→orders, phone→web]
            10:02:30  orders→Orders  resolved  warning  root  [orders→Orders, web→orders, phone→web]
            10:02:30  web→orders  resolved  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:02:30  phone→web  resolved  info  symptom of orders→Orders  [orders→Orders, web→orders, phone→web]""");
  }

  @Test
  void aSymptomThatShowsFirstIsPutUnderItsCauseWhenThatShows() {
    assertThat(
            new WrittenAnomalies()
                .edge(WEB_CALLS_ORDERS, "FFFFFF")
                .edge(ORDERS_WRITES, "..FFFF")
                .panes(6))
        .isEqualTo(
            """
            10:00:20  web→orders  open  warning  root  [web→orders]
            10:00:40  orders→Orders  open  warning  root  [orders→Orders, web→orders]
            10:00:40  web→orders  updated  info  symptom of orders→Orders  [orders→Orders, web→orders]""");
  }

  @Test
  void troubleThatBeganLongBeforeIsNoSymptom() {
    assertThat(
            new WrittenAnomalies()
                .edge(WEB_CALLS_ORDERS, "F".repeat(20))
                .edge(ORDERS_WRITES, ".".repeat(13) + "FF")
                .panes(15))
        .doesNotContain("symptom");
  }

  @Test
  void edgesIntoOneTableThatThrottlesAreOneIncident() {
    assertThat(
            new WrittenAnomalies()
                .edge(BILLING_WRITES, "FF", "CAUSE_THROTTLED", 1.4)
                .edge(ORDERS_WRITES, "FF", "CAUSE_THROTTLED", 3.1)
                .panes(2))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders, billing→Orders]
            10:00:20  billing→Orders  open  info  symptom of orders→Orders  [orders→Orders, billing→Orders]""");
  }

  @Test
  void edgesIntoOneTableWithDifferentCausesAreTwo() {
    assertThat(
            new WrittenAnomalies()
                .edge(BILLING_WRITES, "FF", "CAUSE_CONFLICT", 1.4)
                .edge(ORDERS_WRITES, "FF", "CAUSE_THROTTLED", 3.1)
                .panes(2))
        .doesNotContain("symptom");
  }

  @Test
  void readsAndWritesOfOneServiceOnOneTableAreOneIncident() {
    Edge reads = Edge.of(Shop.ORDERS, Shop.ORDERS_TABLE, Access.READ);
    assertThat(
            new WrittenAnomalies()
                .edge(reads, "FF", "CAUSE_TIMEOUT", 1.4)
                .edge(ORDERS_WRITES, "FF", "CAUSE_THROTTLED", 3.1)
                .panes(2))
        .contains("symptom of orders→Orders");
  }

  @Test
  void twoBadTablesOfOneServiceAreTwoIncidentsAndItsCallerHangsOnTheEarlier() {
    assertThat(
            new WrittenAnomalies()
                .edge(ORDERS_WRITES, ".FFF")
                .edge(ORDERS_READS_STOCK, "FFFF")
                .edge(WEB_CALLS_ORDERS, "..FF")
                .panes(4))
        .isEqualTo(
            """
            10:00:20  orders→Stock  open  warning  root  [orders→Stock]
            10:00:30  orders→Orders  open  warning  root  [orders→Orders]
            10:00:40  orders→Stock  updated  warning  root  [orders→Stock, web→orders]
            10:00:40  web→orders  open  info  symptom of orders→Stock  [orders→Stock, web→orders]""");
  }

  @Test
  void inACircleOfCallsTheEarliestIsTheRoot() {
    Edge back = Edge.of(Shop.ORDERS, Shop.WEB, Access.CALL);
    assertThat(new WrittenAnomalies().edge(back, ".FF").edge(WEB_CALLS_ORDERS, "FFF").panes(3))
        .isEqualTo(
            """
            10:00:20  web→orders  open  warning  root  [web→orders]
            10:00:30  web→orders  updated  warning  root  [web→orders, orders→web]
            10:00:30  orders→web  open  info  symptom of web→orders  [web→orders, orders→web]""");
  }

  @Test
  void aServiceThatCallsItselfIsItsOwnRoot() {
    Edge itself = Edge.of(Shop.ORDERS, Shop.ORDERS, Access.CALL);
    assertThat(new WrittenAnomalies().edge(itself, "FF").panes(2))
        .contains("root  [orders→orders]");
  }

  @Test
  void theSameTableNameInAnotherRegionIsAnotherTable() {
    Node frankfurt = Shop.node(NodeKind.TABLE, "eu-central-1", "Orders");
    assertThat(
            new WrittenAnomalies()
                .edge(ORDERS_WRITES, "FF")
                .edge(Edge.of(Shop.BILLING, frankfurt, Access.WRITE), "FF")
                .panes(2))
        .doesNotContain("symptom");
  }

  @Test
  void aSymptomOutlivesItsRootAsASymptom() {
    assertThat(
            new WrittenAnomalies()
                .edge(ORDERS_WRITES, "FFFF")
                .edge(WEB_CALLS_ORDERS, "FFFFFFFFFFFFFFFFFFFF")
                .panes(35))
        .isEqualTo(
            """
            10:00:20  orders→Orders  open  warning  root  [orders→Orders, web→orders]
            10:00:20  web→orders  open  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:01:20  web→orders  updated  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:02:10  orders→Orders  resolved  warning  root  [orders→Orders, web→orders]
            10:02:20  web→orders  updated  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:03:20  web→orders  updated  info  symptom of orders→Orders  [orders→Orders, web→orders]
            10:04:50  web→orders  resolved  info  symptom of orders→Orders  [orders→Orders, web→orders]""");
  }

  @Test
  void aPathNamesNoMoreThanThirtyTwoEdges() {
    WrittenAnomalies told = new WrittenAnomalies().edge(ORDERS_WRITES, "FF", "CAUSE_THROTTLED", 9);
    for (int i = 0; i < 100; i++) {
      Node caller = Shop.node(NodeKind.SERVICE, "us-east-1", "caller-" + i);
      told.edge(Edge.of(caller, Shop.ORDERS_TABLE, Access.READ), "FF");
    }
    told.panes(2);
    assertThat(told.anomalies()).hasSize(101);
    assertThat(told.anomalies().get(0).path).hasSize(RootCauses.LONGEST_PATH);
    assertThat(told.anomalies().subList(1, 101)).allMatch(a -> a.parentId != null);
  }
}
