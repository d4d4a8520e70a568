package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.formats.cloudwatch.MetricMeaning;
import io.flowlens.ingest.formats.cloudwatch.MetricPoint;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;

/**
 * The metrics of a request: those that a metric stream of CloudWatch writes (OpenTelemetry 1.0) are
 * used, all others are counted together.
 */
final class ProtobufMetrics implements ProtobufRequest.Visitor {
  private static final String OF_CLOUDWATCH = "amazonaws.com/";

  private final MetricMeaning meaning;
  private final ProtobufRequest request;
  private final Origin origin;
  private final Events events;
  private Origin ofResource;
  private boolean hasOthers;
  private boolean hasPoints;
  private Unusable fault;

  ProtobufMetrics(MetricMeaning meaning, ProtobufRequest request, Origin origin, Events events) {
    this.meaning = meaning;
    this.request = request;
    this.origin = origin;
    this.events = events;
    ofResource = origin;
  }

  /**
   * Emits all of them.
   *
   * @return false where no metric is plausible
   * @throws Unusable if a metric that is used has no possible time
   */
  boolean emit() throws IOException, Unusable {
    request.walk(this);
    if (fault != null) {
      throw fault;
    }
    if (hasOthers) {
      events.ignored();
    }
    return hasOthers || hasPoints;
  }

  @Override
  public void begin() {
    ofResource = origin;
  }

  @Override
  public void resource(int from, int to) throws IOException {
    String account = "";
    String region = "";
    for (KeyValue attribute : request.parse(Resource.parser(), from, to).getAttributesList()) {
      account = attribute.getKey().equals("cloud.account.id") ? text(attribute) : account;
      region = attribute.getKey().equals("cloud.region") ? text(attribute) : region;
    }
    ofResource = ofResource.in(account, region);
  }

  @Override
  public void element(int from, int to) {
    try {
      Metric metric = request.parse(Metric.parser(), from, to);
      if (!Plausible.metric(metric)) {
        return;
      }
      if (metric.hasSummary() && metric.getName().startsWith(OF_CLOUDWATCH)) {
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
          hasPoints = true;
          meaning.emit(point(metric, point), ofResource, events);
        }
      } else {
        hasOthers = true;
      }
    } catch (InvalidProtocolBufferException e) {
      // It is none, or one that cannot be read among others; nothing of it is used.
    } catch (Unusable e) {
      fault = fault == null ? e : fault;
    }
  }

  private static MetricPoint point(Metric metric, SummaryDataPoint data) {
    MetricPoint point = new MetricPoint();
    String name = metric.getName().substring(OF_CLOUDWATCH.length());
    int slash = name.lastIndexOf('/');
    point.namespace = slash < 0 ? "" : name.substring(0, slash);
    point.name = name.substring(slash + 1);
    for (KeyValue attribute : data.getAttributesList()) {
      if (attribute.getKey().equals("Dimensions")) {
        for (KeyValue dimension : attribute.getValue().getKvlistValue().getValuesList()) {
          point.dimensions.put(dimension.getKey(), text(dimension));
        }
      }
    }
    long start = data.getStartTimeUnixNano();
    point.start = start / 1_000_000;
    point.seconds = (data.getTimeUnixNano() - start) / 1_000_000_000;
    point.count = data.getCount();
    point.sum = data.getSum();
    for (ValueAtQuantile value : data.getQuantileValuesList()) {
      point.max = value.getQuantile() == 1 ? value.getValue() : point.max;
    }
    return point;
  }

  private static String text(KeyValue attribute) {
    return attribute.getValue().getStringValue();
  }
}
