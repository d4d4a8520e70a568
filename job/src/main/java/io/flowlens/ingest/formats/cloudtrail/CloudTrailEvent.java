package io.flowlens.ingest.formats.cloudtrail;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
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
    meaning.emit(payload.tree(json), payload.origin(), events);
  }
}
