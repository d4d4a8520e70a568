package io.flowlens.lab.simulator.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * What a CloudWatch Logs subscription puts into one Kinesis record: some events of a log stream.
 */
public final class LogsBatch {
  private final ObjectNode json = Json.object();
  private final ArrayNode events;

  /** An empty batch of this log stream. */
  public LogsBatch(String account, String logGroup, String logStream) {
    json.put("messageType", "DATA_MESSAGE")
        .put("owner", account)
        .put("logGroup", logGroup)
        .put("logStream", logStream);
    json.putArray("subscriptionFilters").add("flowlens");
    events = json.putArray("logEvents");
  }

  /**
   * Adds a log event.
   *
   * @param id 56 digits in CloudWatch Logs
   * @param time epoch milliseconds
   */
  public void add(String id, long time, String message) {
    events.addObject().put("id", id).put("timestamp", time).put("message", message);
  }

  /** How many log events it holds. */
  public int size() {
    return events.size();
  }

  /** The batch as JSON text. */
  public String text() {
    return Json.text(json);
  }

  /** The text as CloudWatch Logs sends it: compressed with gzip. */
  public byte[] gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can fail in memory", e);
    }
    return bytes.toByteArray();
  }
}
