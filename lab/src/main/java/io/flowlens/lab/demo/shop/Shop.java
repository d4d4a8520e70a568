package io.flowlens.lab.demo.shop;

import static io.flowlens.lab.demo.telemetry.Workload.function;
import static io.flowlens.lab.demo.telemetry.Workload.service;

import io.flowlens.lab.demo.relay.ChangeRelay;
import io.flowlens.lab.demo.telemetry.Workload;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The whole shop: which service runs where and which others it calls. */
public final class Shop implements AutoCloseable {
  /** Where everything is that there is only once. */
  public static final Region HOME = Region.US_EAST_1;

  /** Where shoppers are. */
  public static final List<Region> REGIONS = List.of(HOME, Region.EU_WEST_1);

  /** The table that all orders are written to. */
  public static final String ORDERS = ShopTables.ORDERS;

  private static final double VISITS_PER_SECOND_AT_HOME = 12;
  private static final double VISITS_PER_SECOND_ELSEWHERE = 6;
  private static final int SEED = 20;

  private final Site site;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Shop(Site site) {
    this.site = site;
  }

  /** Creates the tables, starts the services and lets shoppers in. */
  public static Shop open(Site site) {
    Shop shop = new Shop(site);
    REGIONS.forEach(region -> ShopTables.createFrontTables(site.dynamoDb(), region));
    ShopTables.createHomeTables(site.dynamoDb(), HOME);

    ServiceHost inventory = shop.host(service("inventory", HOME));
    Inventory.serve(inventory);
    ServiceHost payments = shop.host(service("payments", HOME));
    Payments.serve(payments);
    ServiceHost orders = shop.host(service("orders", HOME));
    Orders.serve(orders);
    ServiceHost checkout = shop.host(service("checkout", HOME));
    Checkout.serve(checkout, inventory.address(), payments.address(), orders.address());
    shop.parts.push(new SalesFigures(function("sales-figures", HOME), site));

    for (Region region : REGIONS) {
      URI storefront = shop.openFront(region, checkout.address(), orders.address());
      double rate = region.equals(HOME) ? VISITS_PER_SECOND_AT_HOME : VISITS_PER_SECOND_ELSEWHERE;
      shop.parts.push(new Shoppers(storefront, rate, region.id() + "-", new Random(SEED)));
    }
    return shop;
  }

  /** Sends the changes of the tables that have a stream to Kinesis. */
  public void relayChanges(KinesisClient kinesis) {
    REGIONS.forEach(region -> relay(region, ShopTables.CARTS, kinesis));
    relay(HOME, ShopTables.ORDERS, kinesis);
    relay(HOME, ShopTables.SALES, kinesis);
  }

  private URI openFront(Region region, URI checkout, URI orders) {
    ServiceHost catalog = host(service("catalog", region));
    Catalog.serve(catalog);
    ServiceHost carts = host(service("carts", region));
    Carts.serve(carts);
    ServiceHost storefront = host(service("storefront", region));
    Storefront.serve(storefront, catalog.address(), carts.address(), checkout, orders);
    return storefront.address();
  }

  private ServiceHost host(Workload workload) {
    ServiceHost host = new ServiceHost(workload, site);
    parts.push(host);
    return host;
  }

  private void relay(Region region, String table, KinesisClient kinesis) {
    parts.push(new ChangeRelay(site.dynamoDb(), region, table, kinesis));
  }

  /** Stops everything, in the opposite order of its start. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("The shop did not close.", e);
      }
    }
  }
}
