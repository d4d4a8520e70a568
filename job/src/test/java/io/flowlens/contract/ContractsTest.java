package io.flowlens.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.detect.Shop;
import io.flowlens.detect.contractbreach.Promised;
import io.flowlens.model.Contract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {
  @Test
  void anEdgeHasTheFirstContractThatFits() {
    Contracts contracts =
        new Contracts(
            Promised.in(
                Map.of(
                    "Contract.b", List.of("edge=orders->*", "availability=99 %"),
                    "Contract.a",
                    List.of(
                        "edge=web->orders, orders->Ord*",
                        "availability=99.95%",
                        "faster=1.5 s for 99 %",
                        "every=10 min",
                        "window=7 d",
                        "page=true"))));
    Contract writes = contracts.of(Shop.ORDERS_WRITES);
    assertThat(writes.name).isEqualTo("a");
    assertThat(writes.availability).isEqualTo(0.9995);
    assertThat(writes.timing).isEqualTo(0.99);
    assertThat(writes.fastMillis).isEqualTo(1_500);
    assertThat(writes.everyMillis).isEqualTo(600_000);
    assertThat(writes.windowMillis).isEqualTo(7 * 86_400_000L);
    assertThat(writes.page).isTrue();
    assertThat(contracts.of(Shop.WEB_CALLS_ORDERS).name).isEqualTo("a");
    assertThat(contracts.of(Shop.ORDERS_READS_STOCK).name).isEqualTo("b");
    assertThat(contracts.of(Shop.BILLING_WRITES)).isNull();
    assertThat(contracts.mayCover(Shop.BILLING)).isFalse();
  }

  @Test
  void patternsWithColonsAreForIds() {
    Contracts contracts =
        new Contracts(
            Promised.by("edge=*:orders->table:*:us-east-1:Orders", "faster=20 ms for 95 %"));
    assertThat(contracts.of(Shop.ORDERS_WRITES).fastMillis).isEqualTo(20);
    assertThat(contracts.of(Shop.BILLING_WRITES)).isNull();
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    assertThatThrownBy(
            () ->
                Promised.in(
                    Map.of(
                        "Contract.a", List.of("edge=orders", "availability=99,9"),
                        "Contract.b", List.of("edge=orders->Or ders", "page=yes"),
                        "Contract.c",
                            List.of("edge=a->b", "availability=9 %", "faster=50 ms for 20 %"),
                        "Contract.d", List.of("edge=a->b, c", "avail=99 %", "every=1 x"))))
        .hasRootCauseMessage("");
  }

  @ParameterizedTest
  @CsvSource({"100 %", "0.999", "99.9", "-1 %", "99.9999999 %"})
  void whatIsNoShareIsRefused(String text) {
    assertThatThrownBy(() -> Promised.by("edge=a->b", "availability=" + text))
        .rootCause()
        .hasMessageContaining("availability = " + text);
  }
}
