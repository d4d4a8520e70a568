package io.flowlens.lab.demo.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The people at one storefront: they come at a rate that rises and falls a little, look around, and
 * some buy.
 */
final class Shoppers implements AutoCloseable {
  private static final int SHOPPERS = 500;
  private static final int MOST_AT_ONCE = 100;
  private static final double SWING = 0.25;
  private static final Duration SWING_PERIOD = Duration.ofMinutes(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final double ADDS = 0.5;
  private static final double BUYS = 0.5;
  private static final double LOOKS_AT_ORDERS = 0.1;

  private final URI storefront;
  private final double visitsPerSecond;
  private final String prefix;
  private final Random random;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService visits = Executors.newCachedThreadPool();
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private final Thread door = new Thread(this::letIn, "shoppers");

  /**
   * Opens the door.
   *
   * @param prefix begins the ids of these shoppers
   */
  Shoppers(URI storefront, double visitsPerSecond, String prefix, Random random) {
    this.storefront = storefront;
    this.visitsPerSecond = visitsPerSecond;
    this.prefix = prefix;
    this.random = random;
    door.setDaemon(true);
    door.start();
  }

  private void letIn() {
    try {
      while (true) {
        Thread.sleep((long) (-Math.log(1 - random.nextDouble()) * 1000 / rate()));
        if (room.tryAcquire()) {
          visits.execute(this::visit);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double rate() {
    double phase = 2 * Math.PI * System.currentTimeMillis() / SWING_PERIOD.toMillis();
    return visitsPerSecond * (1 + SWING * Math.sin(phase));
  }

  private void visit() {
    try {
      String shopper = prefix + random.nextInt(SHOPPERS);
      open("/browse?category=" + ShopTables.category(random.nextInt(ShopTables.CATEGORIES)));
      String product = ShopTables.product(random.nextInt(ShopTables.PRODUCT_COUNT));
      open("/product?id=" + product);
      if (random.nextDouble() < ADDS) {
        open("/add?shopper=" + shopper + "&product=" + product);
        if (random.nextDouble() < BUYS) {
          open("/buy?shopper=" + shopper);
        }
      }
      if (random.nextDouble() < LOOKS_AT_ORDERS) {
        open("/orders?shopper=" + shopper);
      }
    } catch (IOException e) {
      // A shopper without an answer leaves.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private void open(String page) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(storefront.resolve(page)).timeout(TIMEOUT).build();
    HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
    if (response.statusCode() >= 500) {
      throw new IOException(page + " answered " + response.statusCode());
    }
    Thread.sleep(50 + random.nextInt(200));
  }

  @Override
  public void close() {
    door.interrupt();
    visits.shutdownNow();
  }
}
