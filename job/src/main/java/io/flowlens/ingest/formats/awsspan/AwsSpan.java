package io.flowlens.ingest.formats.awsspan;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.span.SpanDecoder;
import io.flowlens.ingest.json.Cursor;
import java.io.IOException;
import java.util.Set;

/**
 * A span as CloudWatch Transaction Search writes it to the log group {@code aws/spans}: one object
 * with its resource, flat attributes and the kind as a word.
 */
public final class AwsSpan implements Format {
  private final Cursor cursor;
  private final SpanDecoder spans;

  public AwsSpan(Tools tools) {
    cursor = tools.cursor();
    spans = new SpanDecoder(true, tools);
  }

  @Override
  public String id() {
    return "aws-span";
  }

  @Override
  public Set<String> marks() {
    return Set.of("spanId", "startTimeUnixNano", "endTimeUnixNano");
  }

  @Override
  public boolean decodeKnown(Payload payload, Events events) throws IOException, Unusable {
    payload.openObject(cursor);
    if (!spans.readKnown(cursor)) {
      return false;
    }
    emit(payload, events);
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    payload.openObject(cursor);
    spans.readAny(cursor);
    emit(payload, events);
  }

  private void emit(Payload payload, Events events) throws IOException, Unusable {
    payload.close(cursor);
    spans.emit(payload.origin(), events);
  }
}
