package io.flowlens.ingest.lambdaasync;

import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
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
    meaning.emit(json.tree(payload), payload.origin(), events);
  }
}
