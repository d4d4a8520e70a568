package io.flowlens.ingest.awsspan;

import com.fasterxml.jackson.core.JsonParser;
import io.flowlens.ingest.Events;
import io.flowlens.ingest.Format;
import io.flowlens.ingest.Json;
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
  private final Json json;
  private final SpanReader reader;
  private final SpanMeaning meaning;

  public AwsSpan(Tools tools) {
    json = tools.json();
    reader = new SpanReader(tools.symbols());
    meaning = new SpanMeaning(tools);
  }

  @Override
  public String id() {
    return "aws-span";
  }

  @Override
  public Set<String> marks() {
    return Set.of("traceId", "spanId", "startTimeUnixNano", "endTimeUnixNano");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    reader.begin();
    reader.noResource();
    try (JsonParser parser = json.openObject(payload)) {
      for (String field; (field = parser.nextFieldName()) != null; ) {
        parser.nextToken();
        if (field.equals("resource")) {
          reader.resource(parser);
          parser.skipChildren();
        } else {
          reader.field(field, parser);
        }
      }
      json.end(parser);
    }
    meaning.emit(reader.span(), payload.origin(), events);
  }
}
