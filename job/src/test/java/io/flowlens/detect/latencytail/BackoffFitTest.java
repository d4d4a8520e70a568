package io.flowlens.detect.latencytail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits with a known reason: some hundreds of each kind, over several seeds. */
class BackoffFitTest {
  private static final double USUAL_MILLIS = 4;
  private static final double SHORTEST = 20;
  private static final double CERTAIN = LatencyTailOptions.BACKOFF_MARGIN.defaultValue();
  private static final int SEEDS = 10;

  /** Each makes a tail of its own from a seed, and then waits of it. */
  private enum Other {
    HEAVY {
      @Override
      Clients.Cause of(Random seed) {
        double place = around(60, 0.5, seed);
        double spread = 0.5 + seed.nextDouble();
        return random -> around(place, spread, random);
      }
    },
    MISSES_OF_A_CACHE {
      @Override
      Clients.Cause of(Random seed) {
        double place = around(60, 0.5, seed);
        return random -> around(place, 0.2, random);
      }
    },
    MISSES_OF_TWO_CACHES {
      @Override
      Clients.Cause of(Random seed) {
        double place = around(60, 0.5, seed);
        return random -> around(random.nextDouble() < 0.7 ? place : 4 * place, 0.2, random);
      }
    },
    FOUR_SIZES {
      @Override
      Clients.Cause of(Random seed) {
        double place = around(40, 0.5, seed);
        double[] sizes = {1, 1, 1, 2, 2, 5, 12};
        return random -> around(place * sizes[random.nextInt(sizes.length)], 0.1, random);
      }
    },
    PAUSES_OF_ONE_LENGTH {
      @Override
      Clients.Cause of(Random seed) {
        double length = around(400, 0.7, seed);
        return random -> length * random.nextDouble();
      }
    },
    PAUSES_OF_A_SECOND {
      @Override
      Clients.Cause of(Random seed) {
        return random -> 1_000 * random.nextDouble();
      }
    },
    PAUSES_OF_ALL_LENGTHS {
      @Override
      Clients.Cause of(Random seed) {
        double length = around(300, 0.7, seed);
        return random -> around(length, 0.5, random) * random.nextDouble();
      }
    },
    A_QUEUE {
      @Override
      Clients.Cause of(Random seed) {
        double mean = around(200, 0.7, seed);
        return random -> -mean * Math.log(1 - random.nextDouble());
      }
    },
    PAGES {
      @Override
      Clients.Cause of(Random seed) {
        return random -> {
          double millis = around(35, 0.2, random);
          while (random.nextDouble() < 0.6) {
            millis += around(35, 0.2, random);
          }
          return millis;
        };
      }
    },
    RETRIES_OF_A_HAND_WRITTEN_LOOP {
      @Override
      Clients.Cause of(Random seed) {
        return random -> {
          double millis = 206;
          while (random.nextDouble() < 0.3) {
            millis += 200 + around(6, 0.3, random);
          }
          return millis;
        };
      }
    };

    abstract Clients.Cause of(Random seed);

    static double around(double place, double spread, Random random) {
      return place * Math.exp(spread * random.nextGaussian());
    }
  }

  private static BackoffFit fit(int calls, Clients.Cause cause, Random random) {
    WaitHistogram waits = new WaitHistogram();
    for (int slow = 0; slow < calls; ) {
      double millis = cause.millis(random);
      if (millis > SHORTEST) {
        waits.add(millis, 1);
        slow++;
      }
    }
    return BackoffFit.of(WaitHistogram.unpack(waits.packed()), SHORTEST, USUAL_MILLIS);
  }

  private static double retried(Clients.Sdk sdk, double failing, Random random) {
    double millis = 0;
    for (int retry = 0; retry < sdk.retries && random.nextDouble() < failing; retry++) {
      millis += sdk.wait(retry, random) + Other.around(USUAL_MILLIS, 0.3, random);
    }
    return millis;
  }

  @ParameterizedTest
  @EnumSource(Other.class)
  void whatIsNoBackoffIsNotTakenForOne(Other other) {
    for (int calls : new int[] {120, 500, 2_000}) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Random random = new Random(seed);
        assertThat(fit(calls, other.of(random), random).margin)
            .as(other + " " + calls + " " + seed)
            .isLessThan(CERTAIN);
      }
    }
  }

  @ParameterizedTest(name = "{0} where {1} of attempts fail")
  @CsvSource({
    "JAVA_LEGACY, 0.1", "JAVA_LEGACY, 0.5", "STANDARD, 0.2", "STANDARD, 0.4",
    "JAVASCRIPT, 0.2", "JAVASCRIPT, 0.4", "PYTHON_LEGACY, 0.2", "PYTHON_LEGACY, 0.5"
  })
  void fiveHundredSlowCallsTellTheSdk(Clients.Sdk sdk, double failing) {
    Map<String, Integer> told = new TreeMap<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      BackoffFit fit = fit(500, r -> retried(sdk, failing, r), random);
      told.merge(fit.margin >= CERTAIN ? fit.backoff.name() : "none", 1, Integer::sum);
    }
    assertThat(told).containsExactly(Map.entry(sdk.name(), SEEDS));
  }

  @Test
  void fewCallsTellNothing() {
    BackoffFit fit =
        fit(99, random -> retried(Clients.Sdk.PYTHON_LEGACY, 0.5, random), new Random(1));
    assertThat(fit.backoff).isNull();
  }

  @Test
  void waitsOfStandardModeAreThoseOfItsDocumentation() {
    assertThat(SdkBackoff.STANDARD.shareWithin(500, 1)).isBetween(0.495, 0.505);
    assertThat(SdkBackoff.STANDARD.shareWithin(1_000, 2)).isBetween(0.245, 0.255);
    assertThat(SdkBackoff.JAVA_LEGACY.shareWithin(249, 1)).isZero();
    assertThat(SdkBackoff.JAVA_LEGACY.shareWithin(1_501, 2)).isBetween(0.999, 1.0);
    assertThat(SdkBackoff.PYTHON_LEGACY.shareWithin(148, 2)).isZero();
    assertThat(SdkBackoff.PYTHON_LEGACY.shareWithin(152, 2)).isBetween(0.99, 1.0);
  }
}
