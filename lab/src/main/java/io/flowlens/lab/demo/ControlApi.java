package io.flowlens.lab.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowlens.lab.demo.fault.Fault;
import io.flowlens.lab.demo.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The lab's switches over HTTP: {@code GET /faults} lists them, {@code PUT /faults} with {@code
 * {"name","on"}} turns one, {@code GET /health} answers while the lab runs.
 */
final class ControlApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Faults faults;
  private final HttpServer server;

  private ControlApi(Faults faults, HttpServer server) {
    this.faults = faults;
    this.server = server;
  }

  static ControlApi start(int port, Faults faults) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ControlApi api = new ControlApi(faults, server);
      server.createContext("/faults", api::faults);
      server.createContext(
          "/health", exchange -> send(exchange, 200, JSON.createObjectNode().put("ok", true)));
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void faults(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> send(exchange, 200, list());
      case "PUT" -> turn(exchange);
      default -> refuse(exchange, 405, "GET lists the faults, PUT turns one on or off.");
    }
  }

  private void turn(HttpExchange exchange) throws IOException {
    JsonNode wish;
    try {
      wish = JSON.readTree(exchange.getRequestBody().readAllBytes());
    } catch (JsonProcessingException e) {
      wish = JSON.missingNode();
    }
    String name = wish.path("name").asText();
    if (!wish.path("on").isBoolean()) {
      refuse(exchange, 400, "Send {\"name\": a fault's name, \"on\": true or false}.");
    } else if (!faults.knows(name)) {
      refuse(exchange, 404, "There is no fault '" + name + "'.");
    } else {
      faults.set(name, wish.get("on").asBoolean());
      send(exchange, 200, list());
    }
  }

  private ObjectNode list() {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode list = json.putArray("faults");
    for (Fault fault : faults.all()) {
      list.addObject()
          .put("name", fault.name())
          .put("description", fault.description())
          .put("on", faults.isOn(fault.name()));
    }
    return json;
  }

  private static void refuse(HttpExchange exchange, int status, String sentence)
      throws IOException {
    send(exchange, status, JSON.createObjectNode().put("error", sentence));
  }

  private static void send(HttpExchange exchange, int status, ObjectNode json) throws IOException {
    try (exchange) {
      byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
