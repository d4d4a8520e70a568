package io.flowlens.ingest.formats.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Times;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * A platform event, which Lambda writes into the log of a function that logs in JSON. Of the
 * several for each invocation only {@code platform.report} is used, which holds what the others
 * hold.
 */
public final class PlatformEvent implements Format {
  /** What else the Telemetry API sends: the lines that the function and its extensions print. */
  private static final Set<String> LINES = Set.of("function", "extension");

  private static final String PREFIX = "platform.";
  private static final String REPORT = "platform.report";

  private final Json json;
  private final Tools tools;

  public PlatformEvent(Tools tools) {
    json = tools.json();
    this.tools = tools;
  }

  @Override
  public String id() {
    return "lambda-platform-event";
  }

  @Override
  public Set<String> marks() {
    return Set.of("record");
  }

  @Override
  public boolean isLoggedByFunctions() {
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode event = payload.tree(json);
    String type = event.path("type").asText();
    if (!type.startsWith(PREFIX) && !LINES.contains(type)) {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT,
          "The event has a record, but its type is not one of Lambda's platform.");
    }
    if (!type.equals(REPORT)) {
      events.ignored();
      return;
    }
    if (payload.origin().function() == null) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD,
          "The platform event came outside of a log group of a function, so it is not known which"
              + " function it tells of.");
    }
    long time =
        payload
            .origin()
            .time(Times.millis(event.path("time"), "platform event's time"), "the report", events);
    report(event.path("record")).emit(time, payload.origin(), tools, events);
  }

  private static Invocation report(JsonNode record) throws Unusable {
    Invocation invocation = new Invocation(record.path("requestId").asText());
    invocation.durationMillis = millis(record.path("metrics").path("durationMs"));
    invocation.initMillis = millis(record.path("metrics").path("initDurationMs"));
    if (Double.isNaN(invocation.durationMillis)) {
      throw new Unusable(
          DeadLetterReason.MISSING_FIELD, "The platform event's report has no durationMs.");
    }
    invocation.status = record.path("status").asText(null);
    invocation.errorType = record.path("errorType").asText(null);
    return invocation;
  }

  private static double millis(JsonNode value) {
    return value.isNumber() && value.doubleValue() >= 0 ? value.doubleValue() : Double.NaN;
  }
}
