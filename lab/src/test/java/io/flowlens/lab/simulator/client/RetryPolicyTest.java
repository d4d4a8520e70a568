package io.flowlens.lab.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.engine.SeededRandom;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final SeededRandom random = SeededRandom.of(1);

  @Test
  void pythonsLegacyClientWaitsExactlyTwentyFiveAndAHalfSecondsInAll() {
    long sum = 0;
    for (int retry = 1; retry < RetryPolicy.BOTO_LEGACY.maxAttempts(); retry++) {
      sum += RetryPolicy.BOTO_LEGACY.throttled().waitMicros(retry, random);
    }
    assertThat(sum).isEqualTo(25_550_000);
  }

  @Test
  void javasLegacyClientWaitsAtLeastHalfAndAtMostSeventyOneAndAHalfSeconds() {
    long sum = 0;
    for (int retry = 1; retry < RetryPolicy.JAVA_LEGACY.maxAttempts(); retry++) {
      sum += RetryPolicy.JAVA_LEGACY.throttled().waitMicros(retry, random);
    }
    assertThat(sum).isBetween(71_500_000L / 2, 71_500_000L);
  }

  @Test
  void fullJitterStaysBelowItsCap() {
    for (int i = 0; i < 1000; i++) {
      assertThat(RetryPolicy.STANDARD_2026.throttled().waitMicros(3, random))
          .isBetween(0L, 4_000_000L);
      assertThat(RetryPolicy.STANDARD_2026.throttled().waitMicros(30, random))
          .isBetween(0L, 20_000_000L);
    }
  }

  @Test
  void anEmptyPurseEndsRetrying() {
    RetryQuota quota = new RetryQuota();
    int retries = 0;
    while (quota.take(14)) {
      retries++;
    }
    assertThat(retries).isEqualTo(35);
    quota.succeeded(14);
    assertThat(quota.take(14)).isTrue();
    assertThat(quota.take(14)).isFalse();
  }
}
