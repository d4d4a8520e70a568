package io.flowlens.ingest.formats.lambdaasync;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.Set;

/**
 * What Lambda sends to a destination when it has done with an asynchronous invocation, because it
 * succeeded or was given up.
 */
public final class AsyncResult implements Format {
  private final Json json;
  private final AsyncMeaning meaning;

  public AsyncResult(Tools tools) {
    json = tools.json();
    meaning = new AsyncMeaning(tools.nodes());
  }

  @Override
  public String id() {
    return "lambda-async-result";
  }

  @Override
  public Set<String> marks() {
    return Set.of("requestPayload", "responsePayload");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    meaning.emit(payload.tree(json), payload.origin(), events);
  }
}
