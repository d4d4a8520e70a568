package io.flowlens.lab.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Builds what a CloudWatch Logs subscription puts into Kinesis: a gzip batch of log events. */
final class LogsBatch {
  /** Log events in a full batch. */
  static final int SPANS = 64;

  private static final String HEAD =
      "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\""
          + Landscape.ACCOUNT
          + "\",\"logGroup\":\"aws/spans\",\"logStream\":\"default\","
          + "\"subscriptionFilters\":[\"spans-to-kinesis\"],\"logEvents\":[";

  private final SpanJson json = new SpanJson();
  private final StringBuilder message = new StringBuilder();
  private final StringBuilder batch = new StringBuilder(HEAD);
  private int spans;
  private long events;

  /** Adds the span as one log event. */
  void add(Span span) {
    message.setLength(0);
    json.write(span, message);
    batch.append(spans == 0 ? "" : ",");
    batch.append("{\"id\":\"").append(String.format("%056d", events++));
    batch.append("\",\"timestamp\":").append(span.endMillis());
    batch.append(",\"message\":\"");
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '"' || c == '\\') {
        batch.append('\\');
      }
      batch.append(c);
    }
    batch.append("\"}");
    spans++;
  }

  boolean isFull() {
    return spans == SPANS;
  }

  /** The batch as a record's bytes; the next span begins a new one. */
  byte[] finish() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(batch.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }
    batch.setLength(HEAD.length());
    spans = 0;
    return bytes.toByteArray();
  }
}
