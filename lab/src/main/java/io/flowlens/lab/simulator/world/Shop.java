package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.client.RetryPolicy;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.Rate;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Table.ChangeStream;
import java.util.List;

/**
 * A shop in two regions: every kind of access, every form of telemetry, old and new.
 *
 * <p>The storefront shows pages (reads), the checkout orders (conditional writes, an index, a batch
 * over two tables), stock is kept by an older service, prices are synchronised from Europe by a
 * function, and a ledger without spans is known from CloudTrail alone.
 */
public final class Shop {
  private static final String HOME = "us-east-1";
  private static final String EUROPE = "eu-west-1";

  public static final Table ORDERS =
      Table.of("Orders", HOME).streaming(ChangeStream.MICROSECOND).holding(50_000);
  public static final Table INVENTORY =
      Table.of("Inventory", HOME).streaming(ChangeStream.MILLISECOND);
  public static final Table CATALOG = Table.of("Catalog", EUROPE).streaming(ChangeStream.UNSTATED);
  public static final Table PRICES = Table.of("Prices", HOME);
  public static final Table SESSIONS = Table.of("Sessions", HOME);
  public static final Table LEDGER = Table.of("Ledger", HOME);
  public static final Table BALANCES = Table.of("Balances", HOME);

  public static final Service STOREFRONT =
      Service.of("storefront", HOME).telling(new Telemetry(Form.AWS_SPANS, false, true, true));
  public static final Service CHECKOUT =
      Service.of("checkout", HOME).copies(4).telling(new Telemetry(Form.OTLP, false, true, false));
  public static final Service STOCK =
      Service.of("stock:keeper", HOME)
          .retrying(RetryPolicy.BOTO_LEGACY)
          .telling(new Telemetry(Form.OTLP, true, true, false));
  public static final Service CATALOGUE =
      Service.of("catalogue", EUROPE)
          .retrying(RetryPolicy.STANDARD_2026)
          .telling(new Telemetry(Form.AWS_SPANS, true, false, false));
  public static final Service PRICE_SYNC =
      Service.of("price-sync", EUROPE).onLambda().retrying(RetryPolicy.JS_STANDARD);
  public static final Service BOOKS =
      Service.of("books", HOME)
          .retrying(RetryPolicy.NONE)
          .telling(new Telemetry(Form.NONE, false, false, true));

  private Shop() {}

  /** The shop with {@code rate} pages a second, and these faults. */
  public static World open(Interval when, double rate, List<Fault> faults) {
    Endpoint reserve =
        Endpoint.of(
            STOCK,
            "POST",
            "/reserve",
            Step.strongly(INVENTORY, Operation.GET_ITEM),
            Step.guarded(INVENTORY, Operation.UPDATE_ITEM, 0.05));
    Endpoint order =
        Endpoint.of(
            CHECKOUT,
            "POST",
            "/orders",
            Step.to(reserve),
            Step.guarded(ORDERS, Operation.PUT_ITEM, 0.02),
            Step.across(Operation.BATCH_WRITE, SESSIONS, PRICES).sometimes(0.3));
    Endpoint history = Endpoint.of(CHECKOUT, "GET", "/orders", Step.through(ORDERS, "byUser"));
    Endpoint offers =
        Endpoint.of(
            CATALOGUE,
            "GET",
            "/offers",
            Step.on(CATALOG, Operation.QUERY),
            Step.on(CATALOG, Operation.UPDATE_ITEM).sometimes(0.1));
    Endpoint page =
        Endpoint.of(
            STOREFRONT,
            "GET",
            "/",
            Step.on(SESSIONS, Operation.GET_ITEM),
            Step.on(PRICES, Operation.GET_ITEM),
            Step.to(offers).sometimes(0.5),
            Step.to(history).sometimes(0.3),
            Step.to(order).sometimes(0.4));
    Endpoint sync =
        Endpoint.of(
            PRICE_SYNC,
            "POST",
            "/sync",
            Step.on(PRICES, Operation.PUT_ITEM),
            Step.on(CATALOG, Operation.GET_ITEM),
            Step.on(ORDERS, Operation.DELETE_ITEM).sometimes(0.2));
    Endpoint post =
        Endpoint.of(
            BOOKS,
            "POST",
            "/post",
            Step.across(Operation.TRANSACT_WRITE, LEDGER, BALANCES),
            Step.strongly(BALANCES, Operation.GET_ITEM),
            Step.guarded(BALANCES, Operation.UPDATE_ITEM, 0.1));
    return World.of(
        when,
        List.of(
            Load.from(page, Rate.constant(rate)),
            Load.timer(sync, Rate.constant(rate / 5)),
            Load.timer(post, Rate.constant(rate / 10))),
        faults);
  }
}
