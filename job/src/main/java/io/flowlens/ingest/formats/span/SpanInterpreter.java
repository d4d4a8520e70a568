package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.ChildSpan;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;

/** What a span means for the diagram: a finished flow, one side of a call, or nothing. */
public final class SpanInterpreter {
  private final Tools tools;
  private final DynamoDbCall dynamoDbCall;
  private final AwsCall awsCall;
  private final Message message;
  private final Delivery delivery;
  private final Half half;
  private final Callee callee = new Callee();
  private final SpanFlow flows = new SpanFlow();

  public SpanInterpreter(Tools tools) {
    this.tools = tools;
    dynamoDbCall = new DynamoDbCall(tools);
    awsCall = new AwsCall(tools);
    message = new Message(tools);
    delivery = new Delivery(tools);
    half = new Half(tools);
  }

  /**
   * Emits what the span means. A span that this record has shown before is left out.
   *
   * @throws Unusable if the span lacks what every span has; then nothing is emitted
   */
  public void emit(Span span, Origin origin, Events events) throws Unusable {
    check(span);
    if (begin(span, origin, events)) {
      interpret(span, origin, events);
    }
  }

  /**
   * Begins a span that was checked.
   *
   * @return false where this record has shown the span before: then it is done
   */
  boolean begin(Span span, Origin origin, Events events) throws Unusable {
    flows.read(span, origin, events);
    boolean first = events.firstSeen(span.traceId.low64(), span.spanId.low64());
    if (!first) {
      events.ignored();
    }
    return first;
  }

  /** The flows of the span that was begun, as far as they are the same whatever it means. */
  SpanFlow flows() {
    return flows;
  }

  /** Emits what the span means that was begun. */
  void interpret(Span span, Origin origin, Events events) {
    Node self = Caller.of(span, origin, tools.nodes());
    callee.read(span, origin);
    switch (span.kind) {
      case SERVER:
        server(span, self, events);
        break;
      case CLIENT:
        client(span, self, events);
        break;
      case PRODUCER:
        producer(span, self, events);
        break;
      case CONSUMER:
        consumer(span, self, events);
        break;
      default:
        local(span, events);
        break;
    }
  }

  private void client(Span span, Node self, Events events) {
    if (SdkCall.isDynamoDb(span)) {
      dynamoDbCall.emit(span, flows, callee, self, events);
    } else if (SdkCall.isOne(span)) {
      aws(span, self, events);
    } else {
      other(span, self, events);
    }
  }

  /** A call of no SDK. The HTTP requests below an SDK call are shown by the SDK's own span. */
  private void other(Span span, Node self, Events events) {
    boolean ofSdk = callee.isAwsApi() || SdkCall.sentRequest(span);
    if (ofSdk) {
      events.ignored();
    } else {
      events.half(half.client(span, flows, self, half.peer(span, callee)));
    }
    if (span.attributes.has(SpanAttribute.HTTP_METHOD) && !span.parentId.isEmpty()) {
      ErrorClass failure = Attempts.failed(span) ? Half.failure(span) : null;
      ChildSpan request =
          ChildSpan.request(
              callee.host(),
              callee.endpointRegion(),
              span.attributes.get(SpanAttribute.HTTP_STATUS),
              failure,
              isResent(span));
      events.child(request, parent(span), span.endNanos, !ofSdk);
    }
  }

  private static boolean isResent(Span span) {
    String resends = span.attributes.get(SpanAttribute.RESENDS);
    return resends != null && !resends.equals("0");
  }

  private static long parent(Span span) {
    return Events.spanKey(span.traceId.low64(), span.parentId.low64());
  }

  private void aws(Span span, Node self, Events events) {
    Node function = awsCall.function(span, callee);
    if (function == null) {
      awsCall.emit(span, flows, callee, self, events);
    } else {
      // The function may tell its side too, and both are one call.
      events.half(half.client(span, flows, self, function));
    }
  }

  private void producer(Span span, Node self, Events events) {
    if (Message.isOne(span)) {
      message.emit(span, flows, callee, self, events);
    } else {
      client(span, self, events);
    }
  }

  private void consumer(Span span, Node self, Events events) {
    if (Message.isOne(span) && !Delivery.isOne(span)) {
      message.emit(span, flows, callee, self, events);
      if (self.kind == NodeKind.FUNCTION && !span.parentId.isEmpty()) {
        events.child(ChildSpan.consumer(), parent(span), span.endNanos, true);
      }
    } else {
      server(span, self, events);
    }
  }

  private void server(Span span, Node self, Events events) {
    if (Delivery.isOne(span) || delivery.isFed(span, self)) {
      delivery.emit(span, flows, callee, self, events);
    } else {
      events.half(half.server(span, flows, self));
    }
  }

  private void local(Span span, Events events) {
    if (span.parentId.isEmpty()) {
      events.ignored();
    } else {
      events.half(half.link(span, flows));
    }
  }

  /**
   * Checks ids and times, and completes them.
   *
   * @throws Unusable if the span lacks what every span has
   */
  static void check(Span span) throws Unusable {
    if (span.fault != null) {
      throw span.fault;
    }
    span.traceId.check();
    span.spanId.check();
    if (!span.parentId.isEmpty()) {
      span.parentId.check();
      if (span.parentId.low64() == 0) {
        span.parentId.clear();
      }
    }
    checkTimes(span);
  }

  private static void checkTimes(Span span) throws Unusable {
    if (span.endNanos == 0 && span.startNanos > 0 && span.durationNanos >= 0) {
      span.endNanos = span.startNanos + span.durationNanos;
    }
    require(
        span.endNanos != 0,
        DeadLetterReason.MISSING_FIELD,
        "The span has no endTimeUnixNano, or it is 0.");
    if (span.startNanos > 0) {
      // A clock that was set back in between leaves the duration unknown.
      span.durationNanos = span.endNanos >= span.startNanos ? span.endNanos - span.startNanos : -1;
    }
  }

  private static void require(boolean holds, String reason, String detail) throws Unusable {
    if (!holds) {
      throw new Unusable(reason, detail);
    }
  }
}
