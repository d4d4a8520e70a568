package io.flowlens.ingest.formats.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Payload;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.json.Json;
import java.io.IOException;
import java.util.Set;

/**
 * A metric as a metric stream of CloudWatch writes it in JSON. One that a pull of an account wrote
 * has only the statistic that was asked for.
 */
public final class MetricStream implements Format {
  private final Json json;
  private final MetricMeaning meaning;

  public MetricStream(Tools tools) {
    json = tools.json();
    meaning = new MetricMeaning(tools.nodes());
  }

  @Override
  public String id() {
    return "metric-stream";
  }

  @Override
  public Set<String> marks() {
    return Set.of("metric_stream_name");
  }

  @Override
  public void decode(Payload payload, Events events) throws IOException, Unusable {
    JsonNode metric = payload.tree(json);
    MetricPoint point = new MetricPoint();
    point.namespace = metric.path("namespace").asText();
    point.name = metric.path("metric_name").asText();
    point.account = metric.path("account_id").asText();
    point.region = metric.path("region").asText();
    metric
        .path("dimensions")
        .fields()
        .forEachRemaining(field -> point.dimensions.put(field.getKey(), field.getValue().asText()));
    point.start = metric.path("timestamp").asLong();
    JsonNode value = metric.path("value");
    point.count = number(value.path("count"));
    point.sum = number(value.path("sum"));
    point.max = number(value.path("max"));
    meaning.emit(point, payload.origin(), events);
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }
}
