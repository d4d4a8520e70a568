package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenTelemetry's SDK for Java exports in protobuf. */
class OtlpExporterTest {
  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void aSpanThatTheSdkExportsIsAFlow(String compression) throws IOException {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(Samples.record(exported(compression)), events);
    }
    assertThat(events.formats()).containsExactly("otlp-trace");
    assertThat(events.faults()).isEmpty();
    assertThat(events.flows())
        .extracting(flow -> flow.edge.id())
        .containsExactly(
            "service:111122223333:eu-west-1:checkout|table:111122223333:eu-west-1:Orders|read");
  }

  private static byte[] exported(String compression) throws IOException {
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    String address = "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    try (SdkTracerProvider provider = provider(address, compression)) {
      provider
          .get("test")
          .spanBuilder("DynamoDb.GetItem")
          .setSpanKind(SpanKind.CLIENT)
          .setAttribute("rpc.system", "aws-api")
          .setAttribute("rpc.service", "DynamoDb")
          .setAttribute("rpc.method", "GetItem")
          .setAttribute("server.address", "dynamodb.eu-west-1.amazonaws.com")
          .setAttribute(AttributeKey.stringArrayKey("aws.dynamodb.table_names"), List.of("Orders"))
          .startSpan()
          .end();
      assertThat(provider.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    } finally {
      server.stop(0);
    }
    return bodies.get(0);
  }

  private static SdkTracerProvider provider(String address, String compression) {
    Attributes resource =
        Attributes.builder()
            .put("service.name", "checkout")
            .put("cloud.region", "eu-west-1")
            .put("cloud.account.id", "111122223333")
            .build();
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(address).setCompression(compression).build();
    return SdkTracerProvider.builder()
        .setResource(Resource.create(resource))
        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
        .build();
  }
}
