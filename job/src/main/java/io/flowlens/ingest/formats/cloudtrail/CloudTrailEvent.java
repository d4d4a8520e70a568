package io.flowlens.ingest.cloudtrail;

import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import java.io.IOException;
import java.util.Set;

/** A CloudTrail record by itself, as a trail writes it to a log group. */
public final class CloudTrailEvent implements Format {
  private final Json json;
  private final CloudTrailMeaning meaning;

  public CloudTrailEvent(Tools tools) {
    json = tools.json();
    meaning = new CloudTrailMeaning(tools.nodes());
  }

  @Override
  public String id() {
    return "cloudtrail-event";
  }

  @Override
  public Set<String> marks() {
    return Set.of(
        "eventTime",
        "requestParameters",
        "recipientAccountId",
        "sourceIPAddress",
        "userAgent",
        "eventCategory",
        "managementEvent");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    meaning.emit(json.tree(payload), payload.origin(), events);
  }
}
