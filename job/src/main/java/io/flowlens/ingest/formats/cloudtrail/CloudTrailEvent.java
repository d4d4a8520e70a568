package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A CloudTrail record by itself, as a trail writes it to a log group, or inside an event as {@code
 * LookupEvents} answers with.
 */
public final class CloudTrailEvent implements Format {
  private static final String LOOKED_UP = "CloudTrailEvent";

  /** A file that a trail writes besides its records, to prove them. */
  private static final String DIGEST = "digestStartTime";

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
        "managementEvent",
        LOOKED_UP,
        DIGEST);
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode record = payload.tree(json);
    JsonNode inner = record.path(LOOKED_UP);
    if (inner.isTextual()) {
      byte[] text = inner.textValue().getBytes(StandardCharsets.UTF_8);
      record = json.tree(text, 0, text.length);
    }
    if (record.has(DIGEST)) {
      events.ignored();
    } else {
      meaning.emit(record, payload.origin(), events);
    }
  }
}
