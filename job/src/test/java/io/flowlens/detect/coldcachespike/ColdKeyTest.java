package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.coldcachespike.Outcome.QUARTER;
import static io.flowlens.detect.coldcachespike.Outcome.RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.OneRound;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.Story;
import io.flowlens.model.Pane;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slow first calls of keys, on random traffic with known truth. */
class ColdKeyTest {
  private static final int CACHED_SECONDS = 300;

  private static Outcome of(
      String name, double rate, int items, Consumer<Callers> then, int quarters) {
    return Outcome.of(
        name + ", " + items + " items, " + rate + "/s",
        20,
        callers -> {
          callers.rate = rate;
          callers.keys = new Keys(callers.seed, items);
        },
        run -> {
          then.accept(run.callers);
          run.go(quarters * QUARTER);
        });
  }

  private static Outcome of(String name, double rate, int items, Consumer<Callers> then) {
    return of(name, rate, items, then, 3);
  }

  private static void assertInforms(Outcome outcome) {
    assertThat(outcome.warned).isZero();
    assertThat(outcome.informed).isGreaterThanOrEqualTo(RUNS - RUNS / 10);
    assertThat(outcome.findings).containsExactly("COLD_KEY");
  }

  /** In ten seconds 20, 100, 1,000 and 4,000 calls, of which 32 keys are kept. */
  @ParameterizedTest(name = "{0} calls/s of {1} items")
  @CsvSource({"2, 160", "10, 800", "100, 8000", "400, 32000"})
  void keysThatACacheHasToFetchAreFoundHoweverManyThereAre(double rate, int items) {
    assertInforms(of("cached 300 s", rate, items, c -> c.keys.cachedSeconds = CACHED_SECONDS));
  }

  @Test
  void itIsForInformationHoweverLongItLasts() {
    assertInforms(of("for hours", 10, 800, c -> c.keys.cachedSeconds = CACHED_SECONDS, 8));
  }

  @Test
  void newKeysThatAreNoSlowerThanOthersAreNotSpokenOf() {
    assertThat(of("healthy", 10, 800, c -> {}).spoken()).isZero();
    assertThat(of("unlucky 3 %", 10, 800, c -> c.unlucky = 0.03).spoken()).isZero();
    assertThat(of("throttled 5 %", 10, 800, c -> c.throttled = 0.05).spoken()).isZero();
    assertThat(of("unlucky 3 %, many", 100, 8_000, c -> c.unlucky = 0.03).spoken()).isZero();
  }

  @Test
  void popularKeysThatAreSlowAreNotSpokenOf() {
    assertThat(of("popular ones slow", 10, 800, c -> c.keys.popularMillis = 90).spoken()).isZero();
  }

  @Test
  void aFewFetchedKeysAreNotSpokenOf() {
    assertThat(of("few", 10, 320, c -> c.keys.cachedSeconds = CACHED_SECONDS).spoken()).isZero();
  }

  @Test
  void whereNoCallTellsItsKeyNoneIsRemembered() {
    ColdCacheSpike detector = new ColdCacheSpike(Settings.defaults());
    ColdCacheSpikeState state = detector.newState();
    Callers callers = new Callers(7, 20);
    for (int i = 0; i < 10; i++) {
      long start = PaneBuilder.MIDNIGHT + i * Pane.MILLIS;
      OneRound.of(detector, callers.pane(Shop.ORDERS_READS_STOCK, start), state);
    }
    assertThat(state.counts).isNotEmpty();
    assertThat(state.keys).isNull();
  }

  @Test
  void theExplanationSaysWhyItIsForInformation() {
    Story<ColdCacheSpikeState> story =
        Story.of(new ColdCacheSpike(Settings.defaults()), Shop.ORDERS_READS_STOCK, "10:00:00");
    Callers callers = new Callers(7, 20);
    callers.keys = new Keys(5, 800);
    callers.call(story, Shop.ORDERS_READS_STOCK, 2 * QUARTER);
    callers.keys.cachedSeconds = CACHED_SECONDS;
    callers.call(story, Shop.ORDERS_READS_STOCK, 2 * QUARTER);
    assertThat(ExplanationText.of(story.judgement().explanation))
        .isEqualTo(
            """
            orders → Stock (read): since 10:30 UTC one call in 22 takes 97 ms instead of 6.0 ms. 98 % of the slow ones are the first call of a key after 5 minutes or more without one: a cache had to fetch it, not a slow table. It was worst at 10:51 UTC: one in 9. The mean of 10.4 ms hides it.
            info, confidence 0.8
            findings: COLD_KEY
            measure: slow-first-calls 0.039 (expected 0.000, threshold 0.010, 1162 samples)
            measure: time-in-slow-first-calls 0.365 (expected 0.000, threshold 0.250, 1162 samples)
            measure: share-of-slow-calls-explained 0.801 (expected -, threshold 0.500, 57 samples)
            measure: log-odds-of-first-calls 7.993 (expected 0.000, threshold 4.000, 10 samples)
            measure: slow-call-latency 101.053 (expected 6.007, threshold 26.007, 57 samples)
            measure: mean-latency 10.888 (expected 6.007, threshold -, 1162 samples)
            measure: slow-calls-since-it-began 0.046 (expected -, threshold -, 17749 samples)
            measure: slow-calls-in-worst-minute 0.118 (expected -, threshold -, 17749 samples)
            evidence: trace-e0553a8e93dd33d0: 93 ms at the first attempt, ok; usual are 6.0 ms
            checked: Retries: none of the 57 slow calls took more than one attempt.
            checked: Size: no call was a Query, a Scan or a batch; how large items were is not known.
            checked: Median: 6.2 ms in the last 10 s, and 6.0 ms are usual; 10 % of calls take more than one and a half times that, so the whole is not slower.
            checked: One burst, such as a deploy or the end of a silence: no; there were slow first calls in 15 of the last 15 minutes.
            checked: Keys: 18 % of them are followed, and their first calls scaled up.
            checked: Connections, instances, callees: their first uses explain 0 of the 57 slow calls.
            checked: Harm: not known, so this is for information only; a cache that reads through is slow at a key's first call by design.
            checked: Not assessed: caches such as DAX, the table's encryption key (fetched anew every 5 minutes by each connection), what the callee itself measured.
            do: Keep items in the cache for longer than the pauses between their calls
              where: the cache between orders and Stock: its time to live (record-ttl-millis of a DAX cluster, 5 minutes by default), its size
              why: Keys that had been called in the last 5 minutes are not slow. Where items may not be older than that, the slow calls are its price.
            do: Fill the cache before it is needed, and share it
              where: orders: its start, where usual keys can be read ahead; one cache for all instances instead of one in the process of each
              why: Otherwise each instance, and each restart, pays for every key again.""");
  }
}
