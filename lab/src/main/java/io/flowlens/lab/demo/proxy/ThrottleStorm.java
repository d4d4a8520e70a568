package io.flowlens.lab.demo.proxy;

import java.util.Optional;
import java.util.Random;

/**
 * Most writes to one table are throttled. At {@value #SHARE} and four attempts a call, a write is
 * tried 2.5 times on average and three of four succeed in the end: a storm that the shop survives.
 */
public final class ThrottleStorm implements CallFault {
  /** The share of attempts that is throttled. */
  static final double SHARE = 0.7;

  private final String table;
  private final Random random;

  public ThrottleStorm(String table, Random random) {
    this.table = table;
    this.random = random;
  }

  @Override
  public String name() {
    return "throttle-storm";
  }

  @Override
  public String description() {
    return "Seven of ten writes to " + table + " are throttled.";
  }

  @Override
  public Optional<ErrorAnswer> answer(ApiCall call) {
    boolean struck =
        call.isSingleWrite() && call.tables().contains(table) && random.nextDouble() < SHARE;
    return struck
        ? Optional.of(ErrorAnswer.writesThrottled(call.endpointRegion(), table))
        : Optional.empty();
  }
}
