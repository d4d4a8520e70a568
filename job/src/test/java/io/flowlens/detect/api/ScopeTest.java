package io.flowlens.detect.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.detect.Shop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {
  private static final String ORDERS = "table=111122223333:Orders";

  @Test
  void aTableIsOneInAllItsRegionsWithItsIndexesAndItsChangeStream() {
    Node index = Shop.node(NodeKind.INDEX, "eu-west-1", "Orders/byUser");
    Node replica = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
    assertThat(Scope.TABLE.keys(Shop.ORDERS_WRITES)).containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(Edge.of(Shop.ORDERS, replica, Access.READ)))
        .containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(Edge.of(Shop.WEB, index, Access.READ))).containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(Shop.ORDERS_CHANGES)).containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(Shop.BILLING_IS_GIVEN_ORDERS)).containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(index)).containsExactly(ORDERS);
    assertThat(Scope.TABLE.keys(Shop.WEB_CALLS_ORDERS)).isEmpty();
  }

  /** They would be a loop: what a function is given and what it writes have one name. */
  @ParameterizedTest
  @EnumSource(names = {"QUEUE", "STREAM", "TOPIC", "BUS"})
  void whatElseHasATablesNameIsNotTheTable(NodeKind kind) {
    Node namesake = Shop.node(kind, "us-east-1", "Orders");
    assertThat(Scope.TABLE.keys(Edge.of(namesake, Shop.BILLING, Access.DELIVER)))
        .containsExactly("table=" + namesake.id());
    assertThat(Scope.TABLE.keys(Edge.of(Shop.ORDERS, namesake, Access.PUBLISH)))
        .containsExactly("table=" + namesake.id());
    assertThat(Scope.TABLE.keys(namesake)).doesNotContain(ORDERS);
  }

  @Test
  void anEdgeBelongsToBothItsNodesAndToItsFunctions() {
    assertThat(Scope.NODE.keys(Shop.BILLING_WRITES))
        .containsExactly("node=" + Shop.BILLING.id(), "node=" + Shop.ORDERS_TABLE.id());
    assertThat(Scope.FUNCTION.keys(Shop.BILLING_WRITES))
        .containsExactly("function=" + Shop.BILLING.id());
    assertThat(Scope.FUNCTION.keys(Shop.ORDERS_WRITES)).isEmpty();
    assertThat(Scope.NODE.keys(Edge.of(Shop.WEB, Shop.WEB, Access.CALL))).hasSize(1);
  }

  @Test
  void anEdgeHasNoSignals() {
    assertThat(Scope.EDGE.keys(Shop.ORDERS_TABLE)).isEmpty();
  }

  @Test
  void aKeySaysWhichKindOfScopeItIs() {
    for (Scope scope : Scope.values()) {
      List<String> keys = scope.keys(Shop.BILLING_WRITES);
      assertThat(keys).isNotEmpty().allMatch(key -> Scope.of(key) == scope);
    }
    assertThatThrownBy(() -> Scope.of("111122223333:Orders"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
