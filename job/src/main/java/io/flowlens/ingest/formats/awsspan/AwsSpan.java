package io.flowlens.ingest.awsspan;

import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Payload;
import io.flowlens.ingest.Tools;
import io.flowlens.ingest.Unusable;
import io.flowlens.ingest.span.SpanMeaning;
import io.flowlens.ingest.span.SpanReader;
import java.io.IOException;
import java.util.Set;

/**
 * A span as CloudWatch Transaction Search writes it to the log group {@code aws/spans}: one object
 * with its resource, flat attributes and the kind as a word.
 */
public final class AwsSpan implements Format {
  private final Cursor cursor;
  private final SpanReader reader = new SpanReader(true);
  private final SpanMeaning meaning;

  public AwsSpan(Tools tools) {
    cursor = tools.cursor();
    meaning = new SpanMeaning(tools);
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
    if (!reader.readKnown(cursor)) {
      return false;
    }
    emit(payload, events);
    return true;
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    payload.openObject(cursor);
    reader.readAny(cursor);
    emit(payload, events);
  }

  private void emit(Payload payload, Events events) throws IOException, Unusable {
    payload.close(cursor);
    meaning.emit(reader.span(), payload.origin(), events);
  }
}
