package io.flowlens.ingest;

import io.flowlens.ingest.awsspan.AwsSpan;
import io.flowlens.ingest.change.DynamoDbChange;
import io.flowlens.ingest.cloudtrail.CloudTrailEvent;
import io.flowlens.ingest.deadletter.DeadLetterPart;
import io.flowlens.ingest.eventbridge.EventBridgeEvent;
import io.flowlens.ingest.flowevent.FlowEventFormat;
import io.flowlens.ingest.lambda.PlatformEvent;
import io.flowlens.ingest.lambdaasync.AsyncResult;
import io.flowlens.ingest.lambdastream.StreamFailure;
import io.flowlens.ingest.logs.LogsBatch;
import io.flowlens.ingest.otlp.OtlpTrace;
import io.flowlens.ingest.queue.QueueMessage;
import io.flowlens.log.LimitedLog;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The registry of formats: a new one is a package and a line in {@link #all}. The same formats are
 * looked for in records and in the log messages inside them.
 */
public final class Formats {
  private static final int LINES_PER_MINUTE = 5;

  private final LimitedLog log = new LimitedLog(Formats.class, LINES_PER_MINUTE);
  private final Json json;
  private final Cursor cursor;
  private final List<Format> formats;
  private final Map<String, Format> byMark = new HashMap<>();

  public Formats(Tools tools) {
    json = tools.json();
    cursor = tools.cursor();
    formats = all(tools);
    for (Format format : formats) {
      for (String mark : format.marks()) {
        Format other = byMark.put(mark, format);
        if (other != null) {
          throw new IllegalStateException(mark + " marks " + other.id() + " and " + format.id());
        }
      }
    }
  }

  private List<Format> all(Tools tools) {
    return List.of(
        new LogsBatch(tools, this),
        new AwsSpan(tools),
        new OtlpTrace(tools),
        new DynamoDbChange(tools),
        new EventBridgeEvent(tools),
        new CloudTrailEvent(tools),
        new PlatformEvent(tools),
        new FlowEventFormat(tools),
        new StreamFailure(tools),
        new AsyncResult(tools),
        new QueueMessage(tools, this),
        new DeadLetterPart(tools));
  }

  /** The ids of all formats. */
  public List<String> ids() {
    return formats.stream().map(Format::id).collect(java.util.stream.Collectors.toList());
  }

  /**
   * Decodes a payload of any format. Emits all of it, or nothing.
   *
   * @throws Unusable if it is of no format, or cannot be used
   */
  public void decode(Payload payload, Events events) throws Unusable {
    Events.Mark mark = events.mark();
    try {
      decodeOnce(payload, events);
    } catch (IOException e) {
      events.rollback(mark);
      throw json.explain(payload);
    } catch (Unusable e) {
      events.rollback(mark);
      throw e;
    } catch (RuntimeException e) {
      events.rollback(mark);
      log.error("A decoder failed; what it read is a dead letter. This is a fault of flowlens", e);
      throw new Unusable(DeadLetterReason.INTERNAL_ERROR, "Decoding failed with " + e + ".");
    }
  }

  /**
   * Tries to decode the object in the string that is next, as it stands there, and passes the
   * string. Emits all of it, or nothing.
   *
   * @return false where the string has to be unescaped to say anything of it; then it is still next
   */
  public boolean decodeEscaped(Cursor string, Origin origin, Events events) {
    Events.Mark mark = events.mark();
    Payload payload = string.payload(origin);
    try {
      decodeOnce(payload, events);
      string.back(payload.end() + 1);
      return true;
    } catch (IOException | Unusable | RuntimeException e) {
      events.rollback(mark);
      return false;
    }
  }

  private void decodeOnce(Payload payload, Events events) throws IOException, Unusable {
    if (!decodeKnown(payload, events)) {
      Format format = recognise(payload);
      events.recognised(format);
      format.decode(payload, events);
    }
  }

  private boolean decodeKnown(Payload payload, Events events) throws IOException, Unusable {
    for (Format format : formats) {
      if (mayCome(format, payload) && format.decodeKnown(payload, events)) {
        events.recognised(format);
        return true;
      }
    }
    return false;
  }

  private static boolean mayCome(Format format, Payload payload) {
    return payload.origin().function() == null || format.isLoggedByFunctions();
  }

  private Format recognise(Payload payload) throws IOException, Unusable {
    String first = null;
    payload.openObject(cursor);
    while (cursor.nextField()) {
      String name = cursor.name();
      Format format = byMark.get(name);
      if (format != null && mayCome(format, payload)) {
        return format;
      }
      first = first == null ? name : first;
      if (cursor.passKnown() == null) {
        cursor.skip();
      }
    }
    payload.close(cursor);
    throw new Unusable(
        DeadLetterReason.UNKNOWN_FORMAT,
        first == null
            ? "The JSON object is empty."
            : "No known format has these fields; the first is " + quoted(first) + ".");
  }

  private static String quoted(String name) {
    return '"' + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + '"';
  }
}
