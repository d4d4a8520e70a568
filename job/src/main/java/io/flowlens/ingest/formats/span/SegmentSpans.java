package io.flowlens.ingest.formats.span;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;

/**
 * Decodes segment documents of X-Ray: the segment is the server's span, each call in its
 * subsegments a client's. Subsegments without a namespace are local work and tell nothing.
 *
 * <p>An inferred segment repeats the subsegment of its caller and is left out. So is the second of
 * Lambda's two segments for one invocation, but not what happened inside of it.
 */
public final class SegmentSpans {
  private static final String INVOCATION = "AWS::Lambda::Function";

  private final SpanInterpreter interpreter;
  private final Span span = new Span();
  private final SegmentFields fields = new SegmentFields(span);

  public SegmentSpans(Tools tools) {
    interpreter = new SpanInterpreter(tools);
  }

  /**
   * Emits what a document means. What is still in progress is left out: it comes again, complete.
   *
   * @throws Unusable if a part of it lacks what every span has
   */
  public void emit(JsonNode document, Origin origin, Events events) throws Unusable {
    if (document.path("inferred").asBoolean()) {
      events.ignored();
      return;
    }
    Walk walk = new Walk(document.path("trace_id").asText(), origin, events);
    String parent = document.path("parent_id").asText();
    if (document.path("type").asText().equals("subsegment")) {
      span.resource = Attributes.NONE;
      Events.Mark before = events.mark();
      walk.subsegment(document, parent);
      boolean nothing = events.flowsSince(before).isEmpty() && events.halvesSince(before).isEmpty();
      if (nothing && events.ignoredSince(before) == 0) {
        events.ignored();
      }
      return;
    }
    span.resource = SegmentFields.resource(document);
    boolean repeats = document.path("origin").asText().equals(INVOCATION) && !parent.isEmpty();
    if (repeats || isInProgress(document)) {
      events.ignored();
    } else {
      fields.server(document);
      walk.emit(document, parent);
    }
    walk.subsegments(document);
  }

  private static boolean isInProgress(JsonNode part) {
    return part.path("in_progress").asBoolean() || !part.has("end_time");
  }

  /** One document on its way. */
  private final class Walk {
    private final String traceId;
    private final Origin origin;
    private final Events events;

    Walk(String traceId, Origin origin, Events events) {
      this.traceId = traceId;
      this.origin = origin;
      this.events = events;
    }

    void subsegments(JsonNode of) throws Unusable {
      for (JsonNode part : of.path("subsegments")) {
        subsegment(part, of.path("id").asText());
      }
    }

    void subsegment(JsonNode part, String parent) throws Unusable {
      String namespace = part.path("namespace").asText();
      boolean call = namespace.equals("remote") || SegmentFields.isSdkCall(part, namespace);
      if (call && isInProgress(part)) {
        events.ignored();
      } else if (call && namespace.equals("remote")) {
        fields.request(part);
        emit(part, parent);
      } else if (call) {
        fields.sdkCall(part);
        emit(part, parent);
      }
      subsegments(part);
    }

    /** Emits what was read of a part. */
    void emit(JsonNode part, String parent) throws Unusable {
      fields.ids(part, traceId, parent);
      interpreter.emit(span, origin, events);
    }
  }
}
