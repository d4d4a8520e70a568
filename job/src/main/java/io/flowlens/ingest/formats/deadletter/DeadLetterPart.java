package io.flowlens.ingest.formats.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import io.flowlens.schemas.DeadLetterReason;
import java.io.IOException;
import java.util.Set;

/**
 * A part of a dead letter by itself. A replay joins the parts that it finds, so this one lacks
 * others: it is recognised only to say so.
 */
public final class DeadLetterPart implements Format {
  private final Json json;

  public DeadLetterPart(Tools tools) {
    json = tools.json();
  }

  @Override
  public String id() {
    return "dead-letter-part";
  }

  @Override
  public Set<String> marks() {
    return Set.of("part");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode letter = payload.tree(json);
    JsonNode part = letter.path("part");
    int number = part.path("number").asInt();
    int of = part.path("of").asInt();
    if (!letter.path("data").isTextual() || number < 1 || number > of) {
      throw new Unusable(
          DeadLetterReason.UNKNOWN_FORMAT, "It has a part, but is no part of a dead letter.");
    }
    throw new Unusable(
        DeadLetterReason.MISSING_PARTS,
        "This is part " + number + " of " + of + " of a dead letter, and others are missing.");
  }
}
