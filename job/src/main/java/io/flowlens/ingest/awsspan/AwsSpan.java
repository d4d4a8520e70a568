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
  private final SpanReader reader = new SpanReader();
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
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    reader.begin();
    reader.noResource();
    payload.openObject(cursor);
    while (cursor.nextField()) {
      if (cursor.name().equals("resource")) {
        reader.resource(cursor);
      } else {
        reader.field(cursor);
      }
    }
    payload.close(cursor);
    meaning.emit(reader.span(), payload.origin(), events);
  }
}
