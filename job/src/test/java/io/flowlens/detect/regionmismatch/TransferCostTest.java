package io.flowlens.detect.regionmismatch;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferCostTest {
  @Test
  void whatReadsMayHaveCarriedIsTheUpperEndOfTheInterval() {
    TransferCost cost = new TransferCost(hour(calls(1_000).reading(1_000_000)));
    List<Measure> measures = cost.measures(1_000);
    assertThat(measures.get(0).observed).isZero();
    // 8.192 GB an hour, 730 hours, 0.09 dollars.
    assertThat(measures.get(1).observed).isEqualTo(538.2, within(0.1));
    assertThat(cost.check()).contains(Prices.LISTED.date);
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    TransferCost cost = new TransferCost(hour(calls(1_000)));
    assertThat(cost.isKnown()).isFalse();
    assertThat(cost.check()).contains("not assessed");
  }

  @Test
  void thePricesHaveADateThatHasBeen() {
    assertThat(LocalDate.parse(Prices.LISTED.date))
        .isBeforeOrEqualTo(LocalDate.now(ZoneOffset.UTC));
    assertThat(Prices.LISTED.transferLeast).isPositive().isLessThan(Prices.LISTED.transferMost);
  }

  private static RouteTraffic hour(PaneBuilder pane) {
    long start = PaneBuilder.at("10:00:00");
    RouteTraffic traffic = RouteTraffic.of(new Route(), start);
    traffic.count(pane.on(Shop.ORDERS_READS_STOCK, start));
    return traffic;
  }
}
