package io.flowlens.ingest.formats.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.Set;

/**
 * An alarm of CloudWatch outside of EventBridge: as it invokes a function ({@code alarmData}), or
 * as it is sent to a topic of SNS ({@code AlarmName}), whose form has no use.
 */
public final class CloudWatchAlarm implements Format {
  private final Json json;
  private final AlarmMeaning meaning;

  public CloudWatchAlarm(Tools tools) {
    json = tools.json();
    meaning = new AlarmMeaning(tools.nodes(), tools.json());
  }

  @Override
  public String id() {
    return "cloudwatch-alarm";
  }

  @Override
  public Set<String> marks() {
    return Set.of("alarmData", "alarmArn", "AlarmName");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode alarm = payload.tree(json);
    meaning.emit(
        alarm.path("alarmData"),
        "",
        payload.origin().in(alarm.path("accountId").asText(), alarm.path("region").asText()),
        events);
  }
}
