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
 * whole answer of {@code BatchGetTraces}.
 */
public final class XraySegment implements Format {
  private static final String TRACES = "Traces";

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
    return Set.of("trace_id", TRACES);
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode document = payload.tree(json);
    if (document.has(TRACES)) {
      answer(document, payload.origin(), events);
    } else if (document.path("start_time").isNumber() && document.path("id").isTextual()) {
      spans.emit(document, payload.origin(), events);
    } else {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The object has a trace_id, but not the id and start_time of an X-Ray segment.");
    }
  }

  private void answer(JsonNode answer, Origin origin, Events events) throws IOException, Unusable {
    if (isEmpty(answer)) {
      events.ignored();
    }
    int documents = 0;
    for (JsonNode trace : answer.path(TRACES)) {
      for (JsonNode segment : trace.path("Segments")) {
        byte[] document = segment.path("Document").asText().getBytes(StandardCharsets.UTF_8);
        spans.emit(json.tree(document, 0, document.length), origin, events);
        documents++;
      }
    }
    if (documents == 0 && !isEmpty(answer)) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The traces have no segment with a document.");
    }
  }

  private static boolean isEmpty(JsonNode answer) {
    return answer.path(TRACES).isArray() && answer.path(TRACES).isEmpty();
  }
}
