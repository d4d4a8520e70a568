package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Table.ChangeStream;
import java.util.List;

/** The smallest shop: a checkout, a web shop before it, and the table of orders. */
public final class CornerShop {
  private static final String HOME = "us-east-1";

  public static final Table ORDERS =
      Table.of("Orders", HOME).streaming(ChangeStream.MILLISECOND).holding(50_000);
  public static final Service WEB = Service.of("web", HOME).copies(1);
  public static final Service CHECKOUT = Service.of("checkout", HOME);

  private CornerShop() {}

  /**
   * The shop with so many orders a second, a quarter of them through the web shop, with this retry
   * policy at the checkout, and these faults.
   */
  public static World open(Interval when, Rate orders, RetryPolicy policy, List<Fault> faults) {
    Endpoint order =
        Endpoint.of(
            CHECKOUT.retrying(policy), "POST", "/orders", Step.on(ORDERS, Operation.PUT_ITEM));
    Endpoint basket = Endpoint.of(WEB, "POST", "/basket", Step.to(order));
    return World.of(
        when,
        List.of(
            Load.from(basket, orders.times(0.25, when)),
            Load.from(order, orders.times(0.75, when))),
        faults);
  }
}
