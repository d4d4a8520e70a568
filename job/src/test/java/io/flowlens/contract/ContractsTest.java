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
                    "Contract.b",
                    List.of("edge=orders->*", "availability=99 %"),
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
    assertThat(contracts.mayCover(Shop.ORDERS)).isTrue();
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
        .hasRootCauseMessage(
            """
            The configuration has 10 faults:
              Contract.a: edge = orders must be text such as checkout->Orders*, web->checkout
              Contract.a: availability = 99,9 must be text such as 99.9 %
              Contract.b: page = yes must be true or false
              Contract.b: one of availability, faster and every is needed, else nothing is promised
              Contract.b: edge: "Or ders" is no pattern for names: use letters, digits, _ . : / @ % - and * for any characters
              Contract.c: availability = 9 % promises less than 50 %
              Contract.c: faster = 50 ms for 20 % promises less than 50 %
              Contract.d: every = 1 x must be a duration from 0 s to 7 d, for example 0 s
              Contract.d: avail is unknown; known are edge, availability, faster, every, window, page
              Contract.d: edge: "c" is no pattern for edges: write from->to""");
  }

  @ParameterizedTest
  @CsvSource({"100 %", "0.999", "99.9", "-1 %", "99.9999999 %"})
  void whatIsNoShareIsRefused(String text) {
    assertThatThrownBy(() -> Promised.by("edge=a->b", "availability=" + text))
        .rootCause()
        .hasMessageContaining("availability = " + text);
  }
}
