package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.cloudwatch.MetricMeaning;
import io.flowlens.ingest.formats.span.ProtobufSpans;
import io.flowlens.ingest.formats.unused.UnusedFormat;
import io.flowlens.schemas.DeadLetterReason;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests of OTLP in protobuf, as the OpenTelemetry Collector writes them to Kinesis unless told
 * otherwise. Spans and CloudWatch's metrics are used, other metrics and logs are counted; all count
 * as the same formats in JSON.
 */
public final class OtlpProtobuf {
  /** The byte that a request begins with. */
  static final int FIRST = ProtobufRequest.RESOURCES << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final ProtobufSpans spans;
  private final MetricMeaning metrics;

  public OtlpProtobuf(Tools tools) {
    spans = new ProtobufSpans(tools);
    metrics = new MetricMeaning(tools.nodes());
  }

  /** Whether these bytes may be a request: they begin with its only field. */
  public static boolean mayBegin(byte[] bytes, int length) {
    return length > 1 && bytes[0] == FIRST;
  }

  /**
   * Decodes a request, or several of them, each behind its length: the first bytes of an array.
   *
   * @return false where the bytes are none, or nothing in it is plausible; then nothing was emitted
   * @throws Unusable if no span can be used
   */
  public boolean decode(Origin origin, byte[] bytes, int length, Events events) throws Unusable {
    if (mayBegin(bytes, length)) {
      return decodeOne(origin, bytes, length, events);
    }
    Events.Mark mark = events.mark();
    List<byte[]> requests = DelimitedRequests.in(bytes, length);
    for (byte[] request : requests) {
      if (!decodeOne(origin, request, request.length, events)) {
        events.rollback(mark);
        return false;
      }
    }
    return !requests.isEmpty();
  }

  private boolean decodeOne(Origin origin, byte[] bytes, int length, Events events)
      throws Unusable {
    ProtobufRequest request = new ProtobufRequest(bytes, length);
    Events.Mark mark = events.mark();
    try {
      if (decodeSpans(request, origin, bytes, events)) {
        return true;
      }
      events.rollback(mark);
      return decodeMetrics(request, origin, events)
          || isUnused(request, UnusedFormat.LOGS, LogRecord.parser(), Plausible::logRecord, events);
    } catch (IOException e) {
      events.rollback(mark);
      return false;
    }
  }

  private boolean decodeSpans(ProtobufRequest request, Origin origin, byte[] bytes, Events events)
      throws IOException, Unusable {
    SpanWalk walk = new SpanWalk(request, origin, events);
    request.walk(walk);
    if (walk.isPlausible) {
      events.recognised(OtlpTrace.ID);
      walk.bad.emit(new ProtobufWriter(request, bytes), events);
    }
    return walk.isPlausible;
  }

  private boolean decodeMetrics(ProtobufRequest request, Origin origin, Events events)
      throws IOException, Unusable {
    boolean found = new ProtobufMetrics(metrics, request, origin, events).emit();
    if (found) {
      events.recognised(UnusedFormat.METRICS);
    }
    return found;
  }

  private static <T> boolean isUnused(
      ProtobufRequest request,
      String format,
      Parser<T> parser,
      Predicate<T> isPlausible,
      Events events)
      throws IOException {
    boolean[] found = new boolean[1];
    request.walk(
        (from, to) -> {
          try {
            found[0] = found[0] || isPlausible.test(request.parse(parser, from, to));
          } catch (InvalidProtocolBufferException e) {
            // It is none, or one that cannot be read among others; nothing of it is used.
          }
        });
    if (found[0]) {
      events.recognised(format);
      events.ignored();
    }
    return found[0];
  }

  /** Emits the spans of one request. */
  private final class SpanWalk implements ProtobufRequest.Visitor {
    private final ProtobufRequest request;
    private final Origin origin;
    private final Events events;
    private final BadSpans bad = new BadSpans();
    private Resource.Builder resource = Resource.newBuilder();
    private boolean isPlausible;

    SpanWalk(ProtobufRequest request, Origin origin, Events events) {
      this.request = request;
      this.origin = origin;
      this.events = events;
    }

    @Override
    public void begin() {
      resource = Resource.newBuilder();
      spans.resource(Resource.getDefaultInstance());
    }

    @Override
    public void resource(int from, int to) throws IOException {
      resource.mergeFrom(request.parse(Resource.parser(), from, to));
      spans.resource(resource.build());
    }

    @Override
    public void element(int from, int to) {
      Events.Mark mark = events.mark();
      try {
        Span span = parse(from, to);
        isPlausible |= Plausible.span(span);
        spans.emit(span, origin, events);
        bad.good();
      } catch (Unusable e) {
        events.rollback(mark);
        bad.add(e);
      }
    }

    private Span parse(int from, int to) throws Unusable {
      if (to - from > ProtobufRequest.LARGEST_PART) {
        throw new Unusable(
            DeadLetterReason.TOO_LARGE,
            "The span is larger than " + ProtobufRequest.LARGEST_PART + " bytes.");
      }
      try {
        return request.parse(Span.parser(), from, to);
      } catch (InvalidProtocolBufferException e) {
        throw new Unusable(
            DeadLetterReason.WRONG_TYPE, "The span is no message of protobuf: " + e.getMessage());
      }
    }
  }
}
