package io.flowlens.lab.demo.shop;

import io.flowlens.lab.demo.fault.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Each environment of the sales figures ends after a few invocations. */
public final class ColdStarts implements Fault {
  private static final int INVOCATIONS = 4;

  private final AtomicLong invocations = new AtomicLong();

  @Override
  public String name() {
    return "cold-starts";
  }

  @Override
  public String description() {
    return "The function sales-figures starts anew every "
        + INVOCATIONS
        + " invocations, with a cold client each time.";
  }

  /** An instance counts as new only where the edge has been watched for a minute. */
  @Override
  public Duration healthyBefore() {
    return Duration.ofSeconds(75);
  }

  /** Whether the environment that is about to be invoked is gone. */
  boolean strikes() {
    return invocations.incrementAndGet() % INVOCATIONS == 0;
  }
}
