package io.flowlens.lab.demo.shop;

import io.flowlens.lab.demo.fault.Fault;
import java.time.Duration;

/** Catalogs have the home region in their settings, wherever they run. */
public final class StrayRegion implements Fault {
  @Override
  public String name() {
    return "stray-region";
  }

  @Override
  public String description() {
    return "The catalog in eu-west-1 reads "
        + ShopTables.PRODUCTS
        + " in us-east-1, though eu-west-1 has them too.";
  }

  /** The nearer replica must have been used: no telemetry shows one without calls. */
  @Override
  public Duration healthyBefore() {
    return Duration.ofSeconds(75);
  }
}
