package io.flowlens.ingest.formats.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  @ParameterizedTest
  @CsvSource({
    "ot=th:8, 1000",
    "ot=th:c, 3000",
    "'vendor=1,ot=rv:6e6d1a75832a2f;th:c', 3000",
    "ot=th:f3333333333333, 19000",
    "ot=th:ffffffffff, 1000000000",
    "ot=p:2;r:4, 3000",
  })
  void aTraceStandsForThoseThatItsThresholdLeavesOut(String traceState, int leftOutMilli) {
    assertThat(Sampling.isSampled(traceState)).isTrue();
    assertThat(Sampling.leftOutMilli(traceState)).isEqualTo(leftOutMilli);
  }

  @Test
  void aTraceStandsForItselfWhereNoneIsLeftOut() {
    for (String state : new String[] {null, "", "vendor=1", "ot=th:0", "ot=p:0", "ot=rv:6e6d1a"}) {
      assertThat(Sampling.isSampled(state)).isFalse();
      assertThat(Sampling.leftOutMilli(state)).isZero();
    }
  }

  @Test
  void aThresholdThatCannotBeReadSaysThatSomeAreLeftOutButNotHowMany() {
    assertThat(Sampling.isSampled("ot=th:half")).isTrue();
    assertThat(Sampling.leftOutMilli("ot=th:half")).isZero();
  }
}
