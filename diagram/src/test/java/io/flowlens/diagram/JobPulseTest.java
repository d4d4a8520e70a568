package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobPulseTest {
  private static final long TEN = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();

  private final JobPulse pulse = new JobPulse();

  @Test
  void nothingIsKnownOfATableWithoutAHeartbeat() {
    pulse.see(null, TEN);
    assertThat(health()).isEmpty();
  }

  @Test
  void theFirstHeartbeatIsAsOldAsItClaims() {
    pulse.see(beat("2026-11-24T09:40:00Z"), TEN);
    assertThat(health().get("heartbeatAt").asLong()).isEqualTo(TEN - 20 * 60_000);
  }

  @Test
  void aFirstHeartbeatOfAClockAheadIsNotOfTheFuture() {
    pulse.see(beat("2026-11-24T10:05:00Z"), TEN);
    assertThat(health().get("heartbeatAt").asLong()).isEqualTo(TEN);
  }

  @Test
  void aChangedHeartbeatIsAsNewAsTheReadThatSawItWhateverTheJobsClock() {
    pulse.see(beat("2026-11-24T09:40:00Z"), TEN);
    pulse.see(beat("2026-11-24T09:40:10Z"), TEN + 10_000);
    assertThat(health().get("heartbeatAt").asLong()).isEqualTo(TEN + 10_000);
  }

  @Test
  void aHeartbeatThatStandsStillGrowsOld() {
    pulse.see(beat("2026-11-24T10:00:00Z"), TEN);
    pulse.see(beat("2026-11-24T10:00:00Z"), TEN + 60_000);
    assertThat(health().get("heartbeatAt").asLong()).isEqualTo(TEN);
  }

  @Test
  void aHeartbeatWithoutAReadableTimeCountsFromItsRead() {
    pulse.see(beat("yesterday"), TEN);
    assertThat(health().get("heartbeatAt").asLong()).isEqualTo(TEN);
  }

  @Test
  void whatIsJudgedIsPassedOn() {
    pulse.see(beat("2026-11-24T10:00:00Z").put("judgedUntil", "2026-11-24T09:59:30Z"), TEN);
    assertThat(health().get("judgedUntil").asText()).isEqualTo("2026-11-24T09:59:30Z");
  }

  private ObjectNode health() {
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    pulse.describe(health);
    return health;
  }

  private static ObjectNode beat(String at) {
    return JsonNodeFactory.instance.objectNode().put("at", at);
  }
}
