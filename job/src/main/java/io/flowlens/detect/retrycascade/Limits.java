package io.flowlens.detect.retrycascade;

import io.flowlens.config.Settings;
import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.ErrorClass;
import java.io.Serializable;

/** How many retries and how many refused calls an edge may have. */
final class Limits implements Serializable {
  /** Retries per logical call. */
  final double budget;

  /** Share of calls that may fail for good though another try could have mended them. */
  final double refused;

  private final double z;
  private final long minCalls;
  private final long minBad;

  Limits(Settings settings) {
    budget = settings.get(RetryCascadeOptions.BUDGET);
    refused = settings.get(RetryCascadeOptions.REFUSED_SHARE);
    z = settings.get(RetryCascadeOptions.CONFIDENCE_Z);
    minCalls = settings.get(RetryCascadeOptions.MIN_CALLS);
    minBad = settings.get(RetryCascadeOptions.MIN_RETRIED);
  }

  /** Whether there are enough calls to judge. */
  boolean isEnough(RetryStats tally) {
    return tally.calls >= minCalls;
  }

  /** Whether retries exceed the budget for sure. */
  boolean isStorm(RetryStats tally) {
    return isEnough(tally) && tally.retriedCalls() >= minBad && tally.retriesAtLeast(z) > budget;
  }

  /** Whether for sure too many calls are refused, retried or not. */
  boolean isRefusal(RetryStats tally) {
    return isEnough(tally)
        && tally.refused() >= minBad
        && Wilson.lower(tally.refused(), tally.calls, z) > refused;
  }

  /** Whether retries are at less than half of the budget. */
  boolean hasFewRetries(RetryStats tally) {
    return tally.retriesPerCall() < budget / 2;
  }

  /** Whether refused calls are at less than half of their limit. */
  boolean hasFewRefused(RetryStats tally) {
    return tally.refused() < refused / 2 * tally.calls;
  }

  /** At least so many retries per call. */
  double retriesAtLeast(RetryStats tally) {
    return tally.retriesAtLeast(z);
  }

  /**
   * By how many retries or refused calls these exceed what is allowed; negative where they do not.
   * Writers that hold each other's items are no callee that refuses: {@link ErrorClass#CONFLICT}
   * counts with its retries only.
   */
  double excess(RetryStats tally) {
    return Math.max(
        tally.retries() - budget * tally.calls, tally.refused() - refused * tally.calls);
  }
}
