package io.flowlens.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives incidents over HTTP on loopback, and can refuse some. */
final class Webhook implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger toRefuse = new AtomicInteger();

  Webhook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          JsonNode event = JSON.readTree(exchange.getRequestBody());
          boolean refused = toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (!refused) {
            events.add(event);
          }
          exchange.sendResponseHeaders(refused ? 503 : 202, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Answers the next requests with 503. */
  void refuse(int requests) {
    toRefuse.set(requests);
  }

  /** What it was sent and took, in order. */
  List<JsonNode> events() {
    return events;
  }

  /** The same, each as action, incident and severity. */
  List<String> actions() {
    return events.stream()
        .map(
            event ->
                event.path("event_action").asText()
                    + " "
                    + event.path("dedup_key").asText()
                    + " "
                    + event.at("/payload/severity").asText())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
