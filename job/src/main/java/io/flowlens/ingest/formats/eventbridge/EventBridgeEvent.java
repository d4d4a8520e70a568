package io.flowlens.ingest.formats.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.cloudtrail.CloudTrailMeaning;
import io.flowlens.ingest.formats.cloudwatch.AlarmMeaning;
import io.flowlens.ingest.formats.cloudwatch.ScalingMeaning;
import io.flowlens.ingest.formats.lambdaasync.AsyncMeaning;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * An event that an EventBridge rule put into Kinesis. Those that carry a CloudTrail record, or the
 * result of an asynchronous invocation, mean what that means; so do changes of auto scaling and its
 * alarms. Others are known, but not used.
 */
public final class EventBridgeEvent implements Format {
  private static final String API_CALL = "AWS API Call via CloudTrail";
  private static final String INVOCATION = "Lambda Function Invocation Result - ";
  private static final String SCALING = "Application Auto Scaling Scaling Activity State Change";
  private static final String ALARM = "CloudWatch Alarm State Change";

  private static final Set<String> USED = Set.of(API_CALL, SCALING, ALARM);

  private final Json json;
  private final CloudTrailMeaning meaning;
  private final AsyncMeaning invocations;
  private final ScalingMeaning scaling;
  private final AlarmMeaning alarms;

  public EventBridgeEvent(Tools tools) {
    json = tools.json();
    meaning = new CloudTrailMeaning(tools.nodes());
    invocations = new AsyncMeaning(tools.nodes());
    scaling = new ScalingMeaning(tools.nodes());
    alarms = new AlarmMeaning(tools.nodes(), tools.json());
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
    JsonNode event = payload.tree(json);
    String type = event.path("detail-type").asText();
    if (!USED.contains(type) && !type.startsWith(INVOCATION)) {
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
    switch (type) {
      case API_CALL:
        meaning.emit(detail, origin, events);
        break;
      case SCALING:
        scaling.emit(detail, event.path("id").asText(), origin, events);
        break;
      case ALARM:
        alarms.emit(detail, event.path("id").asText(), origin, events);
        break;
      default:
        invocations.emit(detail, origin, events);
        break;
    }
  }
}
