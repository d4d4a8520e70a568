package io.flowlens.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgeTableTest {
  private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void anEdgesWindowsSortByTime() {
    assertThat(EdgeTable.pk("a|b|write")).isEqualTo("edge#a|b|write");
    assertThat(EdgeTable.sk(60, TEN)).isEqualTo("60#2026-11-24T10:00:00Z");
    assertThat(EdgeTable.sk(60, TEN)).isLessThan(EdgeTable.sk(60, TEN.plusSeconds(60)));
  }

  @Test
  void aWindowsEdgesAreSpreadEvenly() {
    assertThat(EdgeTable.window(60, TEN, 3)).isEqualTo("60#2026-11-24T10:00:00Z#3");
    int[] edges = new int[EdgeTable.SPREAD];
    IntStream.range(0, 1000).forEach(i -> edges[EdgeTable.spreadOf("service-" + i + "|t|read")]++);
    assertThat(IntStream.of(edges).boxed()).allMatch(n -> n > 200 && n < 300);
  }

  @Test
  void theAnomaliesOfADaySortByStart() {
    assertThat(EdgeTable.anomalyPk(TEN)).isEqualTo("anomaly#2026-11-24");
    assertThat(EdgeTable.anomalySk(TEN, "x")).isEqualTo("2026-11-24T10:00:00Z#x");
    assertThat(EdgeTable.anomalySk(TEN, "x"))
        .isLessThan(EdgeTable.anomalySk(TEN.plusSeconds(10), "a"));
  }
}
