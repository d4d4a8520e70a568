package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The obvious job: parse into a tree, make an object of it, group, and compute over each minute's
 * spans at its end.
 */
final class NaiveJob {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NaiveJob() {}

  /** Adds the job to the environment. */
  static void build(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    JsonSpans.open(env, load, form)
        .map(NaiveJob::parse)
        .returns(NaiveSpan.class)
        .filter(span -> span.kind.equals("CLIENT"))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<NaiveSpan>forBoundedOutOfOrderness(Duration.ofSeconds(5))
                .withTimestampAssigner((span, before) -> span.endNanos / 1_000_000))
        .keyBy(NaiveSpan::edge)
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
        .process(new Minute())
        .sinkTo(new DiscardingSink<>());
  }

  private static NaiveSpan parse(byte[] data) {
    JsonNode json;
    try {
      json = MAPPER.readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode resource = json.path("resource").path("attributes");
    JsonNode attributes = json.path("attributes");
    NaiveSpan span = new NaiveSpan();
    span.traceId = json.path("traceId").asText();
    span.spanId = json.path("spanId").asText();
    span.parentSpanId = json.path("parentSpanId").asText();
    span.name = json.path("name").asText();
    span.kind = json.path("kind").asText();
    span.service = resource.path("service.name").asText();
    span.account = resource.path("cloud.account.id").asText();
    span.region = resource.path("cloud.region").asText();
    span.environment = resource.path("deployment.environment.name").asText();
    span.version = resource.path("service.version").asText();
    span.rpcService = attributes.path("rpc.service").asText();
    span.operation = attributes.path("rpc.method").asText();
    span.table = attributes.path("aws.dynamodb.table_names").path(0).asText();
    span.peer = attributes.path("peer.service").asText();
    span.requestId = attributes.path("aws.request_id").asText();
    span.serverAddress = attributes.path("server.address").asText();
    span.url = attributes.path("url.full").asText();
    span.statusCode = attributes.path("http.response.status_code").asInt();
    span.status = json.path("status").path("code").asText();
    span.startNanos = json.path("startTimeUnixNano").asLong();
    span.endNanos = json.path("endTimeUnixNano").asLong();
    span.durationNanos = json.path("durationNano").asLong();
    return span;
  }

  /** Counts one edge's minute. */
  private static final class Minute
      extends ProcessWindowFunction<NaiveSpan, Boolean, String, TimeWindow> {
    @Override
    public void process(
        String edge, Context context, Iterable<NaiveSpan> spans, Collector<Boolean> out) {
      double[] millis =
          StreamSupport.stream(spans.spliterator(), false)
              .mapToDouble(span -> span.durationNanos / 1e6)
              .toArray();
      long failed =
          StreamSupport.stream(spans.spliterator(), false)
              .filter(span -> span.status.equals("ERROR"))
              .count();
      Arrays.sort(millis);
      NaiveSpan any = spans.iterator().next();
      Results.put(
          any.service,
          any.table.isEmpty() ? any.peer : any.table,
          edge.substring(edge.lastIndexOf('/') + 1),
          context.window().getStart(),
          new EdgeMinute(
              millis.length,
              failed,
              millis[(int) (0.5 * (millis.length - 1))],
              millis[(int) (0.99 * (millis.length - 1))]));
      out.collect(true);
    }
  }
}
