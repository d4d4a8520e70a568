package io.flowlens.look.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The most that a pull can cost, in US dollars: list prices of {@code prices.json}. */
public record Cost(double traces, double metrics) {
  /** How many summaries of traces are read for each trace that may be retrieved. */
  public static final int SCANNED_FOR_EACH = 10;

  /** No more metrics than this are asked for. */
  public static final int MOST_METRICS = 5_000;

  /** Of a pull that retrieves up to so many traces. */
  public static Cost most(int traces) {
    JsonNode prices = prices();
    double scanned = price(prices, "xrayScannedMillion") * traces * SCANNED_FOR_EACH / 1e6;
    double retrieved = price(prices, "xrayRetrievedMillion") * traces / 1e6;
    double metrics = price(prices, "metricsRequested1000") * MOST_METRICS / 1e3;
    return new Cost(scanned + retrieved, metrics);
  }

  /** All of it. */
  public double total() {
    return traces + metrics;
  }

  /** As a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "Cost: at most %.2f USD at list prices (metrics %.2f, traces %.3f); the rest is free.",
        Math.ceil(total() * 100) / 100,
        metrics,
        traces);
  }

  private static double price(JsonNode prices, String name) {
    return prices.path("prices").path(name).path("price").asDouble();
  }

  private static JsonNode prices() {
    try (InputStream in = Cost.class.getResourceAsStream("/io/flowlens/look/prices.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
