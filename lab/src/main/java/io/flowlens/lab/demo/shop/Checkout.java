package io.flowlens.lab.demo.shop;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Turns a cart into an order: reserves, charges, places. */
final class Checkout {
  private static final int CENTS_APIECE = 1999;

  private final ServiceHost host;
  private final URI inventory;
  private final URI payments;
  private final URI orders;

  private Checkout(ServiceHost host, URI inventory, URI payments, URI orders) {
    this.host = host;
    this.inventory = inventory;
    this.payments = payments;
    this.orders = orders;
  }

  static void serve(ServiceHost host, URI inventory, URI payments, URI orders) {
    Checkout checkout = new Checkout(host, inventory, payments, orders);
    host.on("/buy", request -> checkout.buy(request.get("customer"), request.list("products")));
  }

  private String buy(String customer, List<String> products) {
    if (products.isEmpty()) {
      throw new Refusal(400, "an empty cart");
    }
    for (String product : products) {
      host.call(inventory, "/reserve?product=" + product);
    }
    String order = UUID.randomUUID().toString();
    String payment =
        "order=" + order + "&customer=" + customer + "&cents=" + CENTS_APIECE * products.size();
    host.call(payments, "/charge?" + payment);
    return host.call(orders, "/place?" + payment + "&products=" + String.join(",", products));
  }
}
