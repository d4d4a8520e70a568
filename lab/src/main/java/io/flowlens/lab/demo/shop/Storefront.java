package io.flowlens.lab.demo.shop;

import java.net.URI;

/** The shop's pages, each put together from the services behind it. */
final class Storefront {
  private final ServiceHost host;
  private final URI catalog;
  private final URI carts;
  private final URI checkout;

  private Storefront(ServiceHost host, URI catalog, URI carts, URI checkout) {
    this.host = host;
    this.catalog = catalog;
    this.carts = carts;
    this.checkout = checkout;
  }

  static void serve(ServiceHost host, URI catalog, URI carts, URI checkout, URI orders) {
    Storefront storefront = new Storefront(host, catalog, carts, checkout);
    host.on("/browse", request -> storefront.browse(request.get("category")))
        .on("/product", request -> host.call(catalog, "/product?id=" + request.get("id")))
        .on("/add", request -> storefront.add(request.get("shopper"), request.get("product")))
        .on("/buy", request -> storefront.buy(request.get("shopper")))
        .on("/orders", request -> host.call(orders, "/history?customer=" + request.get("shopper")));
  }

  /** The page of a category; the first products come with their details. */
  private String browse(String category) {
    String ids = host.call(catalog, "/category?name=" + category);
    return host.call(catalog, "/shelf?ids=" + ids);
  }

  private String add(String shopper, String product) {
    return host.call(carts, "/add?shopper=" + shopper + "&product=" + product);
  }

  private String buy(String shopper) {
    String products = host.call(carts, "/view?shopper=" + shopper);
    try {
      return host.call(checkout, "/buy?customer=" + shopper + "&products=" + products);
    } finally {
      // Also after a refusal: a cart that kept what is sold out would be refused for ever.
      host.call(carts, "/clear?shopper=" + shopper);
    }
  }
}
