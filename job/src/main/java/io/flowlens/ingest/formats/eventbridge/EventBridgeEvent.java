package io.flowlens.ingest.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Origin;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import io.flowlens.ingest.cloudtrail.CloudTrailMeaning;
import io.flowlens.ingest.lambdaasync.AsyncMeaning;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * An event that an EventBridge rule put into Kinesis. Those that carry a CloudTrail record, or the
 * result of an asynchronous invocation, mean what that means; others are known, but not used.
 */
public final class EventBridgeEvent implements Format {
  private static final String API_CALL = "AWS API Call via CloudTrail";
  private static final String INVOCATION = "Lambda Function Invocation Result - ";

  private final Json json;
  private final CloudTrailMeaning meaning;
  private final AsyncMeaning invocations;

  public EventBridgeEvent(Tools tools) {
    json = tools.json();
    meaning = new CloudTrailMeaning(tools.nodes());
    invocations = new AsyncMeaning(tools.nodes());
  }

  @Override
  public String id() {
    return "eventbridge-event";
  }

  @Override
  public Set<String> marks() {
    return Set.of("detail-type");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode event = json.tree(payload);
    String type = event.path("detail-type").asText();
    if (!type.equals(API_CALL) && !type.startsWith(INVOCATION)) {
      events.ignored();
      return;
    }
    JsonNode detail = event.path("detail");
    if (!detail.isObject()) {
      throw new Unusable(
          DeadLetterReason.WRONG_TYPE, "The EventBridge event's detail is not an object.");
    }
    Origin origin =
        payload.origin().in(event.path("account").asText(), event.path("region").asText());
    if (type.equals(API_CALL)) {
      meaning.emit(detail, origin, events);
    } else {
      invocations.emit(detail, origin, events);
    }
  }
}
