package io.flowlens.lab.demo.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowlens.lab.demo.fault.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP proxy of the callers in one region. They send it requests for {@code
 * http://dynamodb.<region>.amazonaws.com/}; it waits as long as the way is, on a new connection
 * twice more for TCP and TLS, lets a fault answer, or passes the call to the local DynamoDB.
 * Nothing goes anywhere else.
 */
public final class RegionProxy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionProxy.class);
  private static final Pattern ENDPOINT =
      Pattern.compile("dynamodb\\.([a-z0-9-]+)\\.amazonaws\\.com");

  /** Round trips before the first request of a connection: one of TCP, one of TLS 1.3. */
  private static final int HANDSHAKES = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String callerRegion;
  private final Upstream upstream;
  private final Distance distance;
  private final Faults faults;
  private final HttpServer server;
  private final Connections connections = new Connections();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private RegionProxy(
      String callerRegion, Upstream upstream, Distance distance, Faults faults, HttpServer server) {
    this.callerRegion = callerRegion;
    this.upstream = upstream;
    this.distance = distance;
    this.faults = faults;
    this.server = server;
  }

  /**
   * Starts a proxy on a free port of loopback.
   *
   * @param dynamoDb where DynamoDB answers
   */
  public static RegionProxy start(
      String callerRegion, URI dynamoDb, Distance distance, Faults faults) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RegionProxy proxy =
          new RegionProxy(callerRegion, new Upstream(dynamoDb), distance, faults, server);
      server.setExecutor(proxy.threads);
      server.createContext("/", proxy::handle);
      server.start();
      return proxy;
    } catch (IOException e) {
      throw new IllegalStateException("The proxy of " + callerRegion + " did not start.", e);
    }
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Matcher endpoint = ENDPOINT.matcher(String.valueOf(exchange.getRequestURI().getHost()));
      if (!endpoint.matches()) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String operation = target.substring(target.indexOf('.') + 1);
      ApiCall call = new ApiCall(callerRegion, endpoint.group(1), operation, JSON.readTree(body));
      travel(call, connections.isNew(exchange.getRemoteAddress()) ? 1 + HANDSHAKES : 1);
      Optional<ErrorAnswer> error =
          faults.on(CallFault.class).flatMap(fault -> fault.answer(call).stream()).findFirst();
      if (error.isPresent()) {
        refuse(exchange, error.get());
      } else {
        upstream.pass(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("A call through the proxy of {} broke", callerRegion, e);
      throw e;
    }
  }

  private void travel(ApiCall call, int roundTrips) throws InterruptedException {
    for (int trip = 0; trip < roundTrips; trip++) {
      TimeUnit.NANOSECONDS.sleep(distance.sample(callerRegion, call.endpointRegion()).toNanos());
    }
  }

  private static void refuse(HttpExchange exchange, ErrorAnswer error) throws IOException {
    byte[] bytes = error.bytes();
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId());
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(error.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String requestId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
