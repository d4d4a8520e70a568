package io.flowlens.ingest.formats.xray;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SegmentSpans;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A segment document of X-Ray, as an SDK sends it and {@code BatchGetTraces} returns it, or the
 * whole answer of {@code BatchGetTraces}, or the request of {@code PutTraceSegments}.
 */
public final class XraySegment implements Format {
  private static final String TRACES = "Traces";
  private static final String PUT = "TraceSegmentDocuments";
  private static final String DOCUMENT = "Document";

  private final Json json;
  private final SegmentSpans spans;

  public XraySegment(Tools tools) {
    json = tools.json();
    spans = new SegmentSpans(tools);
  }

  @Override
  public String id() {
    return "xray-segment";
  }

  @Override
  public Set<String> marks() {
    return Set.of("trace_id", TRACES, PUT);
  }

  @Override
  public Set<String> weakMarks() {
    return Set.of(DOCUMENT, "format");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode document = payload.tree(json);
    if (document.has(TRACES)) {
      answer(document, payload.origin(), events);
    } else if (document.path(PUT).isArray()) {
      for (JsonNode segment : document.path(PUT)) {
        text(segment, payload.origin(), events);
      }
    } else if (document.path(DOCUMENT).isTextual()) {
      text(document.path(DOCUMENT), payload.origin(), events);
    } else if (document.path("format").asText().equals("json") && document.size() == 2) {
      // What an SDK writes before the segment that it sends to the daemon.
      events.ignored();
    } else if (document.path("start_time").isNumber() && document.path("id").isTextual()) {
      spans.emit(document, payload.origin(), events);
    } else {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object is not a segment of X-Ray: it has no trace_id, id and start_time.");
    }
  }

  private void answer(JsonNode answer, Origin origin, Events events) throws IOException, Unusable {
    if (isEmpty(answer)) {
      events.ignored();
    }
    int documents = 0;
    for (JsonNode trace : answer.path(TRACES)) {
      for (JsonNode segment : trace.path("Segments")) {
        text(segment.path(DOCUMENT), origin, events);
        documents++;
      }
    }
    if (documents == 0 && !isEmpty(answer)) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The traces have no segment with a document.");
    }
  }

  private void text(JsonNode segment, Origin origin, Events events) throws IOException, Unusable {
    byte[] document = segment.asText().getBytes(StandardCharsets.UTF_8);
    spans.emit(json.tree(document, 0, document.length), origin, events);
  }

  private static boolean isEmpty(JsonNode answer) {
    return answer.path(TRACES).isArray() && answer.path(TRACES).isEmpty();
  }
}
