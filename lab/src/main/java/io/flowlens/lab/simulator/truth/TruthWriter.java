package io.flowlens.lab.simulator.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Writes the books as JSON lines with the field names of flowlens's edge aggregate. */
public final class TruthWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TruthWriter() {}

  /** Writes every edge and minute to this file. */
  public static void write(Path file, Truth truth) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<Truth.Key, EdgeMinuteTruth> entry : truth.minutes().entrySet()) {
        out.write(JSON.writeValueAsString(row(entry.getKey(), entry.getValue())));
        out.newLine();
      }
    }
  }

  private static ObjectNode row(Truth.Key key, EdgeMinuteTruth tally) {
    ObjectNode row = JSON.createObjectNode();
    row.put("edgeId", key.edgeId());
    row.put("windowStart", Instant.ofEpochMilli(key.minute()).toString());
    row.put("windowSeconds", 60);
    row.put("calls", tally.calls);
    row.put("attempts", tally.attempts);
    row.put("retries", tally.attempts - tally.calls);
    row.put("ok", tally.ok);
    row.put("failed", tally.failed);
    tally.errors.forEach(row.putObject("errors")::put);
    tally.operations.forEach(row.putObject("operations")::put);
    if (tally.measured() > 0) {
      ObjectNode latency = row.putObject("latencyMs").put("count", tally.measured());
      latency.put("mean", tally.meanMillis());
      latency.put("p50", tally.quantileMillis(0.5)).put("p90", tally.quantileMillis(0.9));
      latency.put("p99", tally.quantileMillis(0.99)).put("p999", tally.quantileMillis(0.999));
      latency.put("max", tally.quantileMillis(1));
    }
    row.put("readUnits", tally.readMilliUnits / 1000.0);
    row.put("writeUnits", tally.writeMilliUnits / 1000.0);
    row.put("bytes", tally.bytes);
    row.put("records", tally.records);
    row.put("strongReads", tally.strongReads);
    row.put("eventualReads", tally.eventualReads);
    return row;
  }
}
