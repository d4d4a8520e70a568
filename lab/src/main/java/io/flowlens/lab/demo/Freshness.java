package io.flowlens.lab.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * How long it takes from an event to the diagram, for every event of one edge: the catalog's reads
 * of the products. The lab knows when each of them ended. When the diagram's minute counts n calls,
 * the n that ended first are visible.
 */
final class Freshness implements Consumer<byte[]> {
  private static final String SERVICE = "catalog";
  private static final String REGION = "us-east-1";
  private static final String TABLE = "Products";
  private static final String EDGE =
      "service:111122223333:us-east-1:catalog|table:111122223333:us-east-1:Products|read";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeMap<Instant, List<Instant>> endedByMinute = new TreeMap<>();
  private final Map<Instant, Integer> seenByMinute = new HashMap<>();
  private Instant since = Instant.MAX;
  private final List<Duration> delays = new ArrayList<>();

  @Override
  public synchronized void accept(byte[] record) {
    try {
      JsonNode batch = JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(record)));
      if (!batch.path("logStream").asText().equals(SERVICE + "." + REGION)) {
        return;
      }
      for (JsonNode event : batch.path("logEvents")) {
        JsonNode span = JSON.readTree(event.path("message").asText());
        if (isOfTheEdge(span.path("attributes"))) {
          long nanos = span.path("endTimeUnixNano").asLong();
          Instant ended = Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos));
          endedByMinute.computeIfAbsent(minute(ended), m -> new ArrayList<>()).add(ended);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The lab cannot read its own spans.", e);
    }
  }

  private static boolean isOfTheEdge(JsonNode attributes) {
    return attributes.at("/aws.dynamodb.table_names/0").asText().equals(TABLE)
        && !attributes.has("aws.dynamodb.index_name");
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  /** Events that ended before now do not count: they waited for the job to start. */
  synchronized void begin() {
    since = Instant.now();
  }

  /** Reads what the diagram shows now. */
  void look(Diagram diagram) {
    String id = URLEncoder.encode(EDGE, StandardCharsets.UTF_8);
    JsonNode rows = diagram.get("api/edges/history?minutes=2&id=" + id).path("rows");
    Instant now = Instant.now();
    for (JsonNode row : rows) {
      seen(Instant.parse(row.path("windowStart").asText()), row.path("calls").asInt(), now);
    }
  }

  private synchronized void seen(Instant minute, int calls, Instant now) {
    int before = seenByMinute.getOrDefault(minute, 0);
    List<Instant> ended = endedByMinute.getOrDefault(minute, List.of()).stream().sorted().toList();
    for (int call = before; call < Math.min(calls, ended.size()); call++) {
      if (!ended.get(call).isBefore(since)) {
        delays.add(Duration.between(ended.get(call), now));
      }
    }
    seenByMinute.put(minute, Math.max(before, calls));
  }

  /** A percentile of the delays so far; zero if none was seen. */
  synchronized Duration percentile(double share) {
    List<Duration> sorted = delays.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }

  /** How many events were seen on the diagram. */
  synchronized int events() {
    return delays.size();
  }
}
