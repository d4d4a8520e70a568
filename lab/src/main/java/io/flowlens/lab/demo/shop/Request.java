package io.flowlens.lab.demo.shop;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request to a service: the parameters of the query string. */
final class Request {
  private final Map<String, String> parameters = new HashMap<>();

  Request(URI uri) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
  }

  /** A parameter; a request without it is refused. */
  String get(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new Refusal(400, "no " + name);
    }
    return value;
  }

  /**
   * A parameter that holds several values, separated by commas; empty if there is nothing in it.
   */
  List<String> list(String name) {
    String value = get(name);
    return value.isEmpty() ? List.of() : List.of(value.split(","));
  }
}
