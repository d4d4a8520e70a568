package io.flowlens.diagram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The diagram over a local DynamoDB with generated traffic. The shop has a lab with switches: a
 * throttle storm on the writes to Orders, an edge that comes late, a time lapse, a job that writes
 * nothing any more, and a job that runs without traffic. For the last three the clock jumps, so
 * that nobody has to wait. The browser tests run {@link #main}, and so may whoever works on the
 * page.
 */
final class GeneratedWorld implements AutoCloseable {
  /** How many seconds pass between two writes. */
  private static final int WRITTEN_EVERY = 5;

  private static final Duration LAPSE = Duration.ofSeconds(14);

  final LocalTable table = new LocalTable(workFolder());
  final FakeStream stream = new FakeStream();
  private final GeneratedTraffic traffic;
  private final HttpServer lab;
  private final Server server;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> writing;
  final URI page;
  private final JumpingClock clock = new JumpingClock();
  private boolean storm;
  private volatile boolean echo;
  private volatile boolean lapse;
  private int ticks;
  private volatile boolean jobStopped;
  private volatile boolean trafficStopped;
  private int revision;
  private Instant stormBegan = Instant.EPOCH;

  GeneratedWorld(GeneratedTraffic traffic, int minutesPast, boolean withLab, int port)
      throws Exception {
    this.traffic = traffic;
    lab = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lab.createContext("/faults", this::faults);
    lab.start();
    table.writeAll(traffic.past(clock.instant(), minutesPast));
    table.writeAll(traffic.present(clock.instant()));
    table.beat(clock.instant());
    Anomalies anomalies = new Anomalies();
    server =
        new Server(
            new EdgeRows(table.client, LocalTable.NAME),
            new AnomalyStream(stream, "anomalies", anomalies),
            new Graph(),
            anomalies,
            withLab ? new Lab(URI.create("http://127.0.0.1:" + lab.getAddress().getPort())) : null,
            new Guard("127.0.0.1", null),
            clock);
    page = URI.create("http://127.0.0.1:" + server.start("127.0.0.1", port) + "/");
    writing = writer.scheduleWithFixedDelay(this::write, 0, 1, TimeUnit.SECONDS);
  }

  /** Below the module's build folder, for what one process leaves. */
  private static Path workFolder() {
    try {
      Path classes =
          Path.of(GeneratedWorld.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("world-" + ProcessHandle.current().pid());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write() {
    if (lapse) {
      clock.jump(LAPSE);
      table.writeAll(traffic.past(clock.instant(), 1));
    }
    if (lapse || ticks++ % WRITTEN_EVERY == 0) {
      writePresent();
    }
  }

  private void writePresent() {
    Instant now = clock.instant();
    if (jobStopped) {
      return;
    }
    table.beat(now);
    if (trafficStopped) {
      return;
    }
    if (now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(8).isAfter(now)) {
      table.writeAll(traffic.past(now, 1));
    }
    table.writeAll(traffic.present(now));
  }

  private void faults(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      change(body.replace(" ", ""));
    }
    byte[] list =
        ("{\"faults\":["
                + fault("throttle-storm", "DynamoDB throttles writes to Orders", storm)
                + ","
                + fault("echo", "The indexer writes back into Orders", echo)
                + ","
                + fault("time-lapse", "Every second is a quarter of a minute", lapse)
                + ","
                + fault("job-stopped", "The job writes nothing; a minute passes", jobStopped)
                + ","
                + fault("traffic-stopped", "The job runs; two minutes pass", trafficStopped)
                + "]}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, list.length);
    exchange.getResponseBody().write(list);
    exchange.close();
  }

  private static String fault(String name, String description, boolean on) {
    return String.format(
        "{\"name\":\"%s\",\"description\":\"%s\",\"on\":%b}", name, description, on);
  }

  private void change(String body) {
    boolean on = body.contains("\"on\":true");
    if (body.contains("time-lapse")) {
      lapse = on;
    } else if (body.contains("echo")) {
      echo = on;
      traffic.echo(on);
    } else if (body.contains("job-stopped")) {
      jobStopped = on;
      clock.jump(on ? Duration.ofMinutes(1) : Duration.ZERO);
    } else if (body.contains("traffic-stopped")) {
      trafficStopped = on;
      clock.jump(on ? Duration.ofMinutes(2) : Duration.ZERO);
    } else {
      storm(on);
    }
  }

  private synchronized void storm(boolean on) {
    if (on == storm) {
      return;
    }
    storm = on;
    traffic.storm(on);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (on) {
      stormBegan = now;
      revision = 0;
    }
    revision++;
    stream.put(anomaly(now, on ? "open" : "resolved"));
  }

  private String anomaly(Instant now, String status) {
    return String.format(
        Locale.ROOT,
        """
        {"id":"retry-cascade-%1$s","type":"retry-cascade","revision":%2$d,"status":"%3$s",
         "severity":"critical","confidence":0.97,"startedAt":"%1$s","detectedAt":"%1$s",
         "updatedAt":"%4$s","resolvedAt":%5$s,
         "root":%6$s,"path":[%6$s,%7$s,%8$s],
         "summary":"checkout makes 3.5 attempts for each call to Orders (usual 1.02): 2,340 of 3,276 attempts were throttled.",
         "findings":["RETRY_STORM","THROTTLED"],
         "measures":[{"name":"attempts-per-call","unit":"1","observed":3.5,"expected":1.02,"threshold":1.5,"samples":3276},
           {"name":"failed-share","unit":"1","observed":0.22,"expected":0.002,"threshold":0.05,"samples":936}],
         "evidence":[{"traceId":"6a2f00000000000000000000deadbeef","at":"%1$s","note":"4 attempts, the last throttled"},
           {"requestId":"VVT1SQ8AAAAAAAAAAAAAAAAAAA","at":"%1$s","note":"throttled after 812 ms"}],
         "counterEvidence":["The rate of calls did not rise: 3.4/s now, 3.3/s usual.","Other tables in us-east-1 are not throttled."],
         "recommendations":[{"action":"Cap the retries: mode standard, at most 3 attempts","where":"checkout: AWS SDK retryStrategy","why":"Each call costs 3.5 attempts; the budget of a token bucket would have stopped 71 %% of them."},
           {"action":"Raise the table's write capacity or switch it to on-demand","where":"table Orders, us-east-1","why":"Writes are refused at 3.4 per second."}],
         "parentId":null}
        """,
        stormBegan,
        revision,
        status,
        now,
        status.equals("resolved") ? "\"" + now + "\"" : "null",
        edge("service", "checkout", "table", "Orders", "write"),
        edge("service", "storefront", "service", "checkout", "call"),
        "{\"from\":{\"kind\":\"client\",\"account\":\"\",\"region\":\"\",\"name\":\"\"},"
            + "\"to\":{\"kind\":\"service\",\"account\":\"111122223333\",\"region\":\"us-east-1\","
            + "\"name\":\"storefront\"},\"access\":\"call\"}");
  }

  private static String edge(
      String fromKind, String from, String toKind, String to, String access) {
    return "{\"from\":"
        + part(fromKind, from)
        + ",\"to\":"
        + part(toKind, to)
        + ",\"access\":\""
        + access
        + "\"}";
  }

  private static String part(String kind, String name) {
    return String.format(
        "{\"kind\":\"%s\",\"account\":\"111122223333\",\"region\":\"us-east-1\",\"name\":\"%s\"}",
        kind, name);
  }

  @Override
  public void close() {
    writing.cancel(false);
    writer.shutdownNow();
    server.close();
    lab.stop(0);
    table.close();
  }

  /** Arguments: {@code shop} or {@code large}, and a port. Runs until standard input closes. */
  public static void main(String[] words) throws Exception {
    boolean large = words[0].equals("large");
    GeneratedTraffic traffic =
        large ? GeneratedTraffic.landscape(500, 2000, 7) : GeneratedTraffic.shop();
    GeneratedWorld world =
        new GeneratedWorld(traffic, large ? 3 : 60, !large, Integer.parseInt(words[1]));
    System.out.println("page: " + world.page);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }
}
