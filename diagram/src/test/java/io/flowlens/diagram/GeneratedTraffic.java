package io.flowlens.diagram;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows as the job would write them, minute by minute, for a shop or for a large landscape. */
final class GeneratedTraffic {
  private static final String ACCOUNT = "111122223333";

  /** An edge and how busy it is. */
  record Lane(
      String from, String to, String access, String operation, double perSecond, double p50) {
    String id() {
      return from + "|" + to + "|" + access;
    }
  }

  private static final Lane ECHO =
      new Lane(
          node("function", "us-east-1", "order-indexer"),
          node("table", "us-east-1", "Orders"),
          "write",
          "UpdateItem",
          2.8,
          6);

  private final List<Lane> lanes;
  private volatile boolean storm;
  private volatile boolean echo;

  private GeneratedTraffic(List<Lane> lanes) {
    this.lanes = lanes;
  }

  static String node(String kind, String region, String name) {
    return kind + ":" + (region.isEmpty() ? "" : ACCOUNT) + ":" + region + ":" + name;
  }

  /** A shop in two regions. */
  static GeneratedTraffic shop() {
    String us = "us-east-1";
    String eu = "eu-west-1";
    String client = node("client", "", "");
    String web = node("service", us, "storefront");
    String cart = node("service", us, "cart");
    String checkout = node("service", us, "checkout");
    String catalog = node("service", us, "catalog");
    String euWeb = node("service", eu, "storefront-eu");
    String carts = node("table", us, "Carts");
    String orders = node("table", us, "Orders");
    String byCustomer = node("index", us, "Orders/byCustomer");
    String products = node("table", us, "Products");
    String stock = node("table", us, "Stock");
    String changes = node("change-stream", us, "Orders");
    String indexer = node("function", us, "order-indexer");
    String search = node("table", us, "OrderSearch");
    String euProducts = node("table", eu, "Products");
    return new GeneratedTraffic(
        List.of(
            new Lane(client, web, "call", "GET /", 42, 38),
            new Lane(client, euWeb, "call", "GET /", 9, 44),
            new Lane(web, cart, "call", "POST /cart", 12, 11),
            new Lane(web, catalog, "call", "GET /product", 31, 8),
            new Lane(web, checkout, "call", "POST /checkout", 3.4, 29),
            new Lane(cart, carts, "write", "UpdateItem", 11, 5.2),
            new Lane(cart, carts, "read", "GetItem", 19, 2.9),
            new Lane(catalog, products, "read", "GetItem", 55, 2.4),
            new Lane(checkout, orders, "write", "PutItem", 3.4, 6.1),
            new Lane(checkout, stock, "transact", "TransactWriteItems", 3.2, 14),
            new Lane(checkout, orders, "transact", "TransactWriteItems", 3.2, 14),
            new Lane(checkout, byCustomer, "read", "Query", 1.7, 4.4),
            new Lane(orders, changes, "change", "INSERT", 3.4, -1),
            new Lane(changes, indexer, "deliver", "Invoke", 0.9, 21),
            new Lane(indexer, search, "write", "BatchWriteItem", 0.9, 8),
            new Lane(euWeb, euProducts, "read", "GetItem", 14, 2.6),
            new Lane(euWeb, carts, "write", "UpdateItem", 1.2, 92),
            new Lane(products, euProducts, "replicate", "replicate", 0.3, 610)));
  }

  /**
   * A large landscape in three regions: clients call entry services, these call others, they call
   * functions and tables; most stay in their region, and everything is called by something.
   *
   * @param nodes at least 20
   */
  static GeneratedTraffic landscape(int nodes, int edges, long seed) {
    Random random = new Random(seed);
    List<List<String>> tiers = tiers(nodes, random);
    Map<String, Lane> lanes = new LinkedHashMap<>();
    for (int tier = 1; tier < tiers.size(); tier++) {
      for (String to : tiers.get(tier)) {
        List<String> callers = tier == 1 ? tiers.get(0) : near(to, tiers.get(tier - 1));
        add(any(callers, random), to, lanes, random);
      }
    }
    while (lanes.size() < edges) {
      int tier = random.nextInt(tiers.size() - 1);
      int next = Math.min(tiers.size() - 1, tier + 1 + (random.nextInt(4) == 0 ? 1 : 0));
      String from = any(tiers.get(tier), random);
      String to = any(tiers.get(next), random);
      if (tier == 0 || isNear(from, to) || random.nextInt(30) == 0) {
        add(from, to, lanes, random);
      }
    }
    return new GeneratedTraffic(List.copyOf(lanes.values()));
  }

  private static void add(String from, String to, Map<String, Lane> lanes, Random random) {
    String access = to.startsWith("table") ? random.nextBoolean() ? "read" : "write" : "call";
    double perSecond = Math.exp(random.nextGaussian() * 1.5);
    Lane lane = new Lane(from, to, access, "GetItem", perSecond, 3 + random.nextInt(30));
    lanes.putIfAbsent(lane.id(), lane);
  }

  private static List<String> near(String node, List<String> others) {
    return others.stream().filter(other -> isNear(node, other)).toList();
  }

  private static boolean isNear(String a, String b) {
    return a.split(":", -1)[2].equals(b.split(":", -1)[2]);
  }

  private static List<List<String>> tiers(int nodes, Random random) {
    String[] regions = {"us-east-1", "us-east-1", "us-east-1", "us-west-2", "eu-west-1"};
    String[] kinds = {"service", "service", "function", "table"};
    double[] parts = {0.1, 0.3, 0.2, 0.4};
    List<List<String>> tiers = new ArrayList<>();
    tiers.add(List.of(node("client", "", "")));
    int made = 1;
    for (int tier = 0; tier < kinds.length; tier++) {
      int size = tier == kinds.length - 1 ? nodes - made : (int) Math.round(parts[tier] * nodes);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < size; i++, made++) {
        ids.add(
            node(kinds[tier], regions[random.nextInt(regions.length)], kinds[tier] + "-" + made));
      }
      tiers.add(ids);
    }
    return tiers;
  }

  private static String any(List<String> ids, Random random) {
    return ids.get((int) (ids.size() * Math.pow(random.nextDouble(), 1.3)));
  }

  List<Lane> lanes() {
    return lanes;
  }

  /** Lets the writes to Orders be throttled and retried, or not. */
  void storm(boolean on) {
    storm = on;
  }

  /** Lets the indexer write back into Orders, an edge that was not there before, or not. */
  void echo(boolean on) {
    echo = on;
  }

  /** Rows of all whole minutes before {@code now}. */
  List<Row> past(Instant now, int minutes) {
    List<Row> rows = new ArrayList<>();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    for (int back = minutes; back >= 1; back--) {
      rows.addAll(
          minute(minute.minus(Duration.ofMinutes(back)), 1).stream().map(Row::closed).toList());
    }
    return rows;
  }

  /** Rows of the current minute as far as it has gone. */
  List<Row> present(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    return minute(minute, Duration.between(minute, now).toMillis() / 60_000.0);
  }

  private List<Row> minute(Instant minute, double part) {
    List<Row> rows = new ArrayList<>();
    for (Lane lane : lanes) {
      rows.add(row(lane, minute, part));
    }
    if (echo) {
      rows.add(row(ECHO, minute, part));
    }
    return rows;
  }

  /**
   * Checkouts refused because a product is sold out, as in any healthy shop: from none to one in
   * seven, up and down within ten minutes.
   */
  private static long soldOut(Lane lane, Instant minute, long calls) {
    long ofTen = minute.getEpochSecond() / 60 % 10;
    return lane.to().endsWith(":checkout") ? calls * ofTen * 3 / 200 : 0;
  }

  private Row row(Lane lane, Instant minute, double part) {
    Random random = new Random(lane.id().hashCode() * 31L + minute.getEpochSecond());
    long calls = Math.round(lane.perSecond() * 60 * (0.9 + 0.2 * random.nextDouble()) * part);
    boolean atCheckout = storm && lane.from().endsWith(":checkout");
    boolean troubled = atCheckout && lane.to().endsWith(":Orders") && lane.access().equals("write");
    boolean suffers = storm && lane.to().endsWith(":checkout");
    long failed =
        troubled ? calls * 22 / 100 : suffers ? calls * 12 / 100 : calls * random.nextInt(3) / 500;
    long attempts = troubled ? calls * 7 / 2 : calls + failed / 2;
    double p50 = troubled ? lane.p50() * 14 : lane.p50() * (0.95 + 0.1 * random.nextDouble());
    Row row =
        Row.of(lane.from(), lane.to(), lane.access(), minute)
            .calls(calls, attempts, failed)
            .operation(lane.operation(), calls)
            .exemplar(
                String.format("6a2f%028x", random.nextLong() & 0xffffffffL),
                p50 * 6,
                troubled ? "throttled" : "ok",
                minute.plusMillis(Math.round(part * 60_000)));
    long refused = soldOut(lane, minute, calls);
    if (refused > 0) {
      row.calls(calls, attempts, failed + refused).error("client", refused);
    }
    if (troubled) {
      row.error("throttled", attempts - calls + failed).writes(attempts, 0);
    } else if (suffers) {
      row.error("server", failed);
    } else if (failed > 0) {
      row.error("conditional", failed);
    }
    if (!troubled && (lane.access().equals("write") || lane.access().equals("transact"))) {
      row.writes(calls * (lane.access().equals("write") ? 1 : 2), failed);
    } else if (lane.access().equals("read")) {
      row.reads(calls / 2.0).consistency(lane.to().endsWith(":Carts") ? calls : 0, calls);
    }
    if (lane.p50() > 0) {
      row.latency(calls, p50, p50 * (troubled ? 9 : 4.5));
    }
    return row;
  }
}
