package io.flowlens.lab.demo.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.fault.Fault;
import io.flowlens.lab.demo.telemetry.Telemetry;
import io.flowlens.lab.demo.telemetry.Workload;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One running service: its HTTP server, its way to other services and to DynamoDB, its telemetry.
 */
final class ServiceHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);

  /**
   * First try and three retries: enough to ride out a hiccup, few enough to give up within seconds.
   */
  private static final int ATTEMPTS = 4;

  private final Workload workload;
  private final Telemetry telemetry;
  private final TracedHttp http;
  private final Site site;
  private final Map<Region, DynamoDbClient> dynamoDb = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  ServiceHost(Workload workload, Site site) {
    this.workload = workload;
    this.site = site;
    telemetry = new Telemetry(workload, site.spans());
    http = new TracedHttp(telemetry);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("The service " + workload.id() + " did not start.", e);
    }
    server.setExecutor(threads);
    server.start();
  }

  /** Where it answers. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where it runs. */
  Region region() {
    return workload.region();
  }

  /** DynamoDB of its own region. */
  DynamoDbClient dynamoDb() {
    return dynamoDb(region());
  }

  /** DynamoDB of any region. */
  DynamoDbClient dynamoDb(Region region) {
    return dynamoDb.computeIfAbsent(region, this::client);
  }

  private DynamoDbClient client(Region region) {
    return Cloud.dynamoDbThrough(site.proxies().apply(workload.region()), region)
        .overrideConfiguration(
            client ->
                client
                    .addExecutionInterceptor(telemetry.awsSdk())
                    .retryStrategy(retry -> retry.maxAttempts(ATTEMPTS)))
        .build();
  }

  /** The faults of a kind that are switched on. */
  <F extends Fault> Stream<F> faults(Class<F> kind) {
    return site.faults().on(kind);
  }

  Telemetry telemetry() {
    return telemetry;
  }

  /** Serves a path. */
  ServiceHost on(String path, Endpoint endpoint) {
    server.createContext(path, exchange -> handle(exchange, path, endpoint));
    return this;
  }

  /**
   * Calls another service.
   *
   * @throws Refusal with its status, if the service refuses
   */
  String call(URI service, String pathAndQuery) {
    return http.get(service.resolve(pathAndQuery));
  }

  private void handle(HttpExchange exchange, String route, Endpoint endpoint) throws IOException {
    Span span = http.startServerSpan(exchange, route);
    try (exchange) {
      Request request = new Request(exchange.getRequestURI());
      Answer answer =
          Context.root().with(span).wrapSupplier(() -> answer(route, endpoint, request)).get();
      TracedHttp.answered(span, answer.status());
      send(exchange, answer);
    } finally {
      span.end();
    }
  }

  private Answer answer(String route, Endpoint endpoint, Request request) {
    try {
      return new Answer(200, endpoint.answer(request));
    } catch (Refusal refusal) {
      return new Answer(refusal.status(), refusal.getMessage());
    } catch (SdkException e) {
      return new Answer(503, e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      LOG.warn("{} failed at {}", workload.id(), route, e);
      return new Answer(500, e.getClass().getSimpleName());
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private record Answer(int status, String body) {}

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    dynamoDb.values().forEach(DynamoDbClient::close);
    telemetry.close();
  }
}
