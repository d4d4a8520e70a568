package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.BytesDecoder;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.PayloadDecoder;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.awsspan.AwsSpan;
import io.flowlens.ingest.formats.change.DynamoDbChange;
import io.flowlens.ingest.formats.cloudtrail.CloudTrailEvent;
import io.flowlens.ingest.formats.cloudwatch.CloudWatchAlarm;
import io.flowlens.ingest.formats.cloudwatch.MetricStream;
import io.flowlens.ingest.formats.consolespan.GoSpan;
import io.flowlens.ingest.formats.consolespan.PythonSpan;
import io.flowlens.ingest.formats.deadletter.DeadLetterPart;
import io.flowlens.ingest.formats.envelope.Envelope;
import io.flowlens.ingest.formats.eventbridge.EventBridgeEvent;
import io.flowlens.ingest.formats.flowevent.FlowEventFormat;
import io.flowlens.ingest.formats.jaeger.JaegerTrace;
import io.flowlens.ingest.formats.lambda.PlatformEvent;
import io.flowlens.ingest.formats.lambdaasync.AsyncResult;
import io.flowlens.ingest.formats.lambdastream.StreamFailure;
import io.flowlens.ingest.formats.logs.LogsBatch;
import io.flowlens.ingest.formats.otlp.OtlpTrace;
import io.flowlens.ingest.formats.queue.QueueMessage;
import io.flowlens.ingest.formats.sdkmetrics.ClientMonitoring;
import io.flowlens.ingest.formats.sdkmetrics.EmbeddedMetrics;
import io.flowlens.ingest.formats.unused.UnusedFormat;
import io.flowlens.ingest.formats.xray.XraySegment;
import io.flowlens.ingest.formats.zipkin.ZipkinSpan;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.log.LimitedLog;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The registry of formats: a new one is a package and a line in {@link #used}. The same formats are
 * looked for in records and in the log messages inside them.
 */
public final class Formats implements PayloadDecoder {
  private static final int LINES_PER_MINUTE = 5;

  private final LimitedLog log = new LimitedLog(Formats.class, LINES_PER_MINUTE);
  private final BadJson badJson;
  private final Cursor cursor;
  private final List<Format> formats;
  private final Map<String, Format> byMark = new HashMap<>();
  private final Map<String, Format> byWeakMark = new HashMap<>();

  /**
   * All formats.
   *
   * @param bytes decodes the bytes that some of them carry
   */
  public Formats(Tools tools, BytesDecoder bytes) {
    badJson = new BadJson(tools.json());
    cursor = tools.cursor();
    formats = all(tools, bytes);
    for (Format format : formats) {
      format.marks().forEach(mark -> register(byMark, mark, format));
      format.weakMarks().forEach(mark -> register(byWeakMark, mark, format));
    }
  }

  private static void register(Map<String, Format> marks, String mark, Format format) {
    Format other = marks.put(mark, format);
    if (other != null) {
      throw new IllegalStateException(mark + " marks " + other.id() + " and " + format.id());
    }
  }

  private List<Format> all(Tools tools, BytesDecoder bytes) {
    List<Format> all = new ArrayList<>(used(tools));
    all.addAll(Envelope.all(tools, bytes));
    all.addAll(UnusedFormat.all(tools));
    return all;
  }

  private List<Format> used(Tools tools) {
    return List.of(
        new LogsBatch(tools, this),
        new AwsSpan(tools),
        new OtlpTrace(tools),
        new XraySegment(tools),
        new ZipkinSpan(tools),
        new JaegerTrace(tools),
        new PythonSpan(tools),
        new GoSpan(tools),
        new DynamoDbChange(tools),
        new EventBridgeEvent(tools),
        new CloudTrailEvent(tools),
        new PlatformEvent(tools),
        new FlowEventFormat(tools),
        new ClientMonitoring(tools),
        new EmbeddedMetrics(tools),
        new StreamFailure(tools),
        new AsyncResult(tools),
        new MetricStream(tools),
        new CloudWatchAlarm(tools),
        new QueueMessage(tools, this),
        new DeadLetterPart(tools));
  }

  /** All of them. */
  List<Format> all() {
    return formats;
  }

  /** The ids of all formats. */
  public List<String> ids() {
    return formats.stream().map(Format::id).collect(Collectors.toList());
  }

  @Override
  public void decode(Payload payload, Events events) throws Unusable {
    Events.Mark mark = events.mark();
    try {
      decodeOnce(payload, events);
    } catch (IOException e) {
      events.rollback(mark);
      throw badJson.explain(payload.copy());
    } catch (Unusable e) {
      events.rollback(mark);
      throw e;
    } catch (RuntimeException e) {
      events.rollback(mark);
      log.error("A decoder failed; what it read is a dead letter. This is a fault of flowlens", e);
      throw new Unusable(DeadLetterReason.INTERNAL_ERROR, "Decoding failed with " + e + ".");
    }
  }

  @Override
  public boolean decodeEscaped(Payload payload, Cursor string, Events events) {
    Events.Mark mark = events.mark();
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
      events.recognised(format.id());
      format.decode(payload, events);
    }
  }

  private boolean decodeKnown(Payload payload, Events events) throws IOException, Unusable {
    for (Format format : formats) {
      if (mayCome(format, payload) && format.decodeKnown(payload, events)) {
        events.recognised(format.id());
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
    Format probable = null;
    payload.openObject(cursor);
    while (cursor.nextField()) {
      String name = cursor.name();
      Format format = byMark.get(name);
      if (format != null && mayCome(format, payload)) {
        return format;
      }
      first = first == null ? name : first;
      Format weak = probable == null ? byWeakMark.get(name) : null;
      probable = weak != null && mayCome(weak, payload) ? weak : probable;
      if (cursor.passKnown() == null) {
        cursor.skip();
      }
    }
    payload.close(cursor);
    if (probable != null) {
      return probable;
    }
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
