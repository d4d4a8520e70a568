package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.coldcachespike.Outcome.QUARTER;
import static io.flowlens.detect.coldcachespike.Outcome.RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where keys and connections may both be to blame, the right one is. */
class ColdKeyBlameTest {
  @ParameterizedTest(name = "{0} items")
  @CsvSource({"800", "3000"})
  void keysDoNotTakeTheBlameForConnections(int items) {
    Outcome outcome =
        Outcome.of(
            "closed after 60 s, " + items + " items",
            147,
            callers -> callers.keys = new Keys(callers.seed, items),
            run -> {
              run.callers.idleSeconds = 60;
              run.go(2 * QUARTER);
            });
    assertThat(outcome.warned).isEqualTo(RUNS);
    assertThat(outcome.findings).containsExactly("COLD_CONNECTION");
  }

  @ParameterizedTest(name = "{0} instances, {1} calls/s, closed after {2} s")
  @CsvSource({"30, 2, 60", "147, 10, 60", "200, 1, 300", "400, 4, 120"})
  void aKeyThatOnlyOneInstanceCallsDoesNotTakeTheBlameForItsConnection(
      int instances, double rate, double idle) {
    Outcome outcome =
        Outcome.of(
            "one key each, " + instances + " instances, " + rate + "/s, " + idle,
            instances,
            callers -> {
              callers.rate = rate;
              callers.keys = new Keys(callers.seed, instances);
              callers.keys.ofOneInstanceEach = true;
            },
            run -> {
              run.callers.idleSeconds = idle;
              run.go(3 * QUARTER);
            });
    assertThat(outcome.findings).doesNotContain("COLD_KEY");
  }

  /** Each lull makes all keys cold, and all connections. */
  @Test
  void afterEachLullConnectionsAreToBlameAndNotKeys() {
    Outcome outcome =
        Outcome.of(
            "closed after 60 s, lulls of 6 minutes",
            60,
            callers -> callers.keys = new Keys(callers.seed, 300),
            run -> {
              run.callers.idleSeconds = 60;
              for (int lull = 0; lull < 8; lull++) {
                run.callers.rate = 0.05;
                run.go(36);
                run.callers.rate = 10;
                run.go(18);
              }
            });
    assertThat(outcome.findings).doesNotContain("COLD_KEY");
  }

  @Test
  void whereConnectionsAreToBlameItIsSaidThatKeysWereAskedAbout() {
    Story<ColdCacheSpikeState> story =
        Story.of(new ColdCacheSpike(Settings.defaults()), Shop.ORDERS_READS_STOCK, "10:00:00");
    Callers callers = new Callers(7, 147);
    callers.keys = new Keys(5, 800);
    callers.call(story, Shop.ORDERS_READS_STOCK, 2 * QUARTER);
    callers.idleSeconds = 60;
    callers.call(story, Shop.ORDERS_READS_STOCK, QUARTER);
    assertThat(story.judgement().explanation.counterEvidence)
        .anyMatch(text -> text.startsWith("Keys: that they had not been called for 5 minutes expl"))
        .anyMatch(text -> text.startsWith("Not assessed: caches such as DAX"));
  }

  @Test
  void connectionsDoNotTakeTheBlameForKeys() {
    Outcome outcome =
        Outcome.of(
            "cached 300 s, 147 instances that pause",
            147,
            callers -> callers.keys = new Keys(callers.seed, 800),
            run -> {
              run.callers.keys.cachedSeconds = 300;
              run.go(3 * QUARTER);
            });
    assertThat(outcome.informed).isEqualTo(RUNS);
    assertThat(outcome.findings).containsExactly("COLD_KEY");
  }

  @Test
  void aNewInstanceForEachNewKeyIsANewInstance() {
    Outcome outcome =
        Outcome.of(
            "new together",
            20,
            callers -> {
              callers.rate = 20;
              callers.keys = new Keys(callers.seed, 400);
            },
            run -> {
              run.callers.newInstance = 0.02;
              run.callers.keys.newWithInstance = true;
              run.go(5 * QUARTER);
            });
    assertThat(outcome.findings).containsExactly("COLD_INSTANCE", "CRASH_LOOP");
  }
}
