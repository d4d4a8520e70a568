package io.flowlens.lab.demo.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.localaws.LocalAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * What a CloudWatch Logs subscription puts into one Kinesis record: gzipped JSON with some log
 * events.
 */
final class LogBatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong SEQUENCE = new AtomicLong();

  private final ObjectNode json = JSON.createObjectNode();
  private final ArrayNode events;
  private final String stream;

  LogBatch(String group, String stream) {
    this.stream = stream;
    json.put("messageType", "DATA_MESSAGE")
        .put("owner", LocalAws.ACCOUNT)
        .put("logGroup", group)
        .put("logStream", stream);
    json.putArray("subscriptionFilters").add("flowlens");
    events = json.putArray("logEvents");
  }

  void add(Instant at, String message) {
    events
        .addObject()
        .put("id", eventId(at))
        .put("timestamp", at.toEpochMilli())
        .put("message", message);
  }

  /** 56 digits, as CloudWatch Logs has them: the time first, and never the same again. */
  private String eventId(Instant at) {
    return String.format(
        "%020d%018d%018d",
        at.toEpochMilli(), Integer.toUnsignedLong(stream.hashCode()), SEQUENCE.incrementAndGet());
  }

  byte[] gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
