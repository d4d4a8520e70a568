package io.flowlens.detect.verify;

import io.flowlens.detect.stats.Wilson;
import io.flowlens.model.ErrorClass;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much of the failures CloudTrail logs, by class of failure.
 *
 * <p>AWS does not promise that CloudTrail logs every failed request, and what fails before the
 * service never reaches it. So few failures in CloudTrail prove nothing by themselves. They do as
 * far as failed requests that spans name by request id are found in CloudTrail: if it holds 12 of
 * 12, it logs at least half of them (Wilson's lower bound at z = 3.5 is 0.495), so there are at
 * most twice as many as it shows. Where it holds none, there is no bound.
 */
public final class LogCoverage {
  private final double z;
  private final Map<ErrorClass, Long> named = new EnumMap<>(ErrorClass.class);
  private final Map<ErrorClass, Long> found = new EnumMap<>(ErrorClass.class);

  /**
   * In these minutes.
   *
   * @param z how sure the bound must be, in standard deviations
   */
  LogCoverage(MatchedMinutes minutes, double z) {
    this.z = z;
    minutes
        .failedInSpans
        .comparable(minutes.failedInTrail)
        .forEach(
            (hash, errorClass) -> {
              named.merge(errorClass, 1L, Long::sum);
              if (minutes.failedInTrail.holds(hash)) {
                found.merge(errorClass, 1L, Long::sum);
              }
            });
  }

  /** Failed requests that spans name, of the classes that CloudTrail logs. */
  long named() {
    return named.entrySet().stream()
        .filter(entry -> found.containsKey(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many of them CloudTrail holds. */
  long found() {
    return found.values().stream().mapToLong(n -> n).sum();
  }

  /** Whether CloudTrail is known to log failures of this class. */
  public boolean isLogged(ErrorClass errorClass) {
    return found.containsKey(errorClass);
  }

  /** The share of failures that CloudTrail logs at least, of the class it logs worst; 0 to 1. */
  public double atLeast() {
    return found.entrySet().stream()
        .mapToDouble(entry -> Wilson.lower(entry.getValue(), named.get(entry.getKey()), z))
        .min()
        .orElse(0);
  }
}
