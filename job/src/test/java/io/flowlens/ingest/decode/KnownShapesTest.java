package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * A span is compared with those that came before, and read only where it differs. That must never
 * show: a decoder tells of it what one tells that has seen no other span.
 */
class KnownShapesTest {
  private static final int MUTATIONS = 500;

  /** More values than any field may have before it counts as one that always differs. */
  private static final int MANY = 1_100;

  private final RecordDecoder experienced = new RecordDecoder(Settings.defaults(), Aliases.none());

  @Property(tries = 40)
  void whatCameBeforeNeverChangesWhatASpanTells(@ForAll("spans") List<String> spans) {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < spans.size(); i++) {
        String span = withOwnIds(spans.get(i), round * spans.size() + i);
        assertToldAsByAnother(span);
        assertToldAsByAnother(batch(span));
      }
    }
  }

  @Test
  void brokenSamplesTellTheSameAgain() {
    List<byte[]> samples = new ArrayList<>();
    for (String format : List.of("aws-span", "otlp-trace")) {
      Samples.of(format).values().forEach(all -> all.forEach(p -> samples.add(utf8(p))));
    }
    Mutations mutations = new Mutations(23, samples);
    Random random = new Random(5);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] whole = samples.get(random.nextInt(samples.size()));
      assertToldAsByAnother(whole);
      byte[] broken = mutations.nextText();
      assertToldAsByAnother(broken);
      assertToldAsByAnother(broken);
      String text = new String(broken, StandardCharsets.UTF_8);
      assertToldAsByAnother(batch(text));
      assertToldAsByAnother(batch(text));
    }
  }

  @Test
  void aValueMayDifferEachTime() {
    List<IntFunction<String>> spans = new ArrayList<>();
    spans.add(i -> span("\"service.name\":\"s" + i + "\"", "\"rpc.service\":\"DynamoDb\""));
    spans.add(i -> call("\"aws.dynamodb.table_names\":[\"t" + i + "\"]"));
    spans.add(i -> call("\"db.operation\":\"PutItem\",\"rpc.method\":\"Op" + i + "\""));
    spans.add(i -> call("\"rpc.method\":" + (i % 3 == 0 ? "null" : "\"o" + i + "\"")));
    spans.add(i -> call("\"thread.id\":" + i + ",\"thread.name\":\"t" + i % 20 + "\""));
    spans.add(i -> call("\"aws.request_id\":\"r" + i + "\",\"aws.requestId\":\"q\""));
    spans.add(i -> fed("\"aws.request_id\":\"r" + i + "\""));
    spans.add(i -> fed("\"faas.invocation_id\":\"r" + i + "\""));
    spans.add(i -> call("\"a\":{\"b\":[" + i + "]}"));
    spans.add(i -> by("\"service.instance.id\":\"i" + i + "\""));
    spans.add(i -> by("\"host.id\":\"h" + i % 7 + "\",\"container.id\":\"c" + i + "\""));
    spans.add(i -> by("\"container.id\":" + (i % 5 == 0 ? "null" : "\"c" + i + "\"")));
    spans.add(i -> by("\"k8s.pod.name\":\"p" + i + "\"").replace("CLIENT", "SERVER"));
    for (IntFunction<String> form : spans) {
      for (int i = 0; i < MANY; i++) {
        experienced.decode(Samples.record(withOwnIds(form.apply(i), i)), new Events());
      }
      for (int i = 0; i < 20; i++) {
        assertToldAsByAnother(withOwnIds(form.apply(i), i));
      }
    }
  }

  @Test
  void aKnownBeginningDoesNotExcuseABrokenEnd() {
    String span = withOwnIds(call("\"rpc.method\":\"GetItem\""), 1);
    assertToldAsByAnother(span);
    assertToldAsByAnother(span.replace("\"durationNano\":", "\"durationNano\":0"));
    assertToldAsByAnother(span.replace("}}", "}},"));
    assertToldAsByAnother(span + " ");
    assertToldAsByAnother(span + "x");
    assertToldAsByAnother(span.substring(0, span.length() - 1));
    assertToldAsByAnother(span.replace("\"parentSpanId\":\"", "\"parentSpanId\":\"\",\"x\":\""));
  }

  @Provide
  Arbitrary<List<String>> spans() {
    Arbitrary<String> attributes =
        objects(
            "rpc.service",
            "rpc.method",
            "db.operation",
            "db.system",
            "aws.dynamodb.table_names",
            "aws.table.name",
            "aws.dynamodb.consumed_capacity",
            "aws.request_id",
            "server.address",
            "faas.trigger",
            "faas.invocation_id",
            "http.response.status_code",
            "http.request.method",
            "user_agent.original",
            "retry_attempts",
            "cloud.region",
            "thread.id");
    Arbitrary<String> resource =
        objects("service.name", "cloud.region", "faas.name", "host.id", "service.instance.id");
    Arbitrary<String> kinds = Arbitraries.of("CLIENT", "SERVER", "INTERNAL", "PRODUCER", "3");
    Arbitrary<String> more =
        Arbitraries.of(
            "",
            ",\"parentSpanId\":\"\"",
            ",\"parentSpanId\":\"0000000000000001\"",
            ",\"status\":{\"code\":\"ERROR\",\"message\":\"no\"}",
            ",\"events\":[{\"name\":\"exception\",\"attributes\":{\"exception.type\":\"T\"}}]",
            ",\"traceState\":\"ot=th:8\"",
            ",\"name\":\"again\"",
            ",\"resource\":{\"attributes\":{\"service.name\":\"other\"}}",
            ",\"attributes\":{\"rpc.service\":\"DynamoDb\"}",
            ",\"resource\":3",
            ",\"kind\":\"none\"",
            ",\"endTimeUnixNano\":\"1.5e18\"");
    return Combinators.combine(resource, attributes, kinds, more, Arbitraries.of(true, false))
        .as(
            (r, a, kind, last, early) -> {
              String own = "\"attributes\":{" + a + "}";
              String of = "\"resource\":{\"attributes\":{" + r + "}}";
              return "{"
                  + (early ? of + ',' + own : own + ',' + of)
                  + ",IDS,\"name\":\"n\",\"kind\":\""
                  + kind
                  + '"'
                  + last
                  + '}';
            })
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<String> objects(String... names) {
    Arbitrary<String> values =
        Arbitraries.of(
            "\"DynamoDb\"",
            "\"GetItem\"",
            "\"pubsub\"",
            "\"aws-sdk-js/3.1\"",
            "\"Put\\u0049tem\"",
            "\"\"",
            "\"é\"",
            "\"dynamodb.eu-west-1.amazonaws.com\"",
            "200",
            "-1.5e3",
            "true",
            "null",
            "[\"a\",\"b\"]",
            "[]",
            "{\"stringValue\":\"x\"}",
            "\"{\\\"TableName\\\":\\\"a\\\",\\\"CapacityUnits\\\":2}\"",
            " \"a\" ");
    Arbitrary<String> many = Arbitraries.integers().between(0, 20).map(i -> "\"id-" + i + "\"");
    return Combinators.combine(Arbitraries.of(names), Arbitraries.oneOf(values, many))
        .as((name, value) -> '"' + name + "\":" + value)
        .list()
        .ofMaxSize(5)
        .map(fields -> String.join(",", fields));
  }

  private static String fed(String attributes) {
    return span("\"faas.name\":\"f\"", "\"faas.trigger\":\"pubsub\"," + attributes)
        .replace("CLIENT", "SERVER");
  }

  private static String call(String attributes) {
    return span("\"service.name\":\"s\"", "\"rpc.service\":\"DynamoDb\"," + attributes);
  }

  private static String by(String instance) {
    return span("\"service.name\":\"s\"," + instance, "\"rpc.service\":\"DynamoDb\"");
  }

  private static String span(String resource, String attributes) {
    return "{\"resource\":{\"attributes\":{"
        + resource
        + "}},IDS,\"name\":\"DynamoDb.GetItem\",\"kind\":\"CLIENT\",\"attributes\":{"
        + attributes
        + "},\"status\":{\"code\":\"UNSET\"}}";
  }

  private static String withOwnIds(String span, int number) {
    long end = 1_795_487_582_012_000_000L + number;
    String parent = number % 4 == 0 ? "" : String.format("%016x", number / 3);
    String ids =
        String.format(
            "\"traceId\":\"%032x\",\"spanId\":\"%016x\",\"parentSpanId\":\"%s\","
                + "\"startTimeUnixNano\":%d,\"endTimeUnixNano\":%d,\"durationNano\":%d",
            number / 2, number, parent, end - number, end, number);
    return span.replace("IDS", ids);
  }

  private static String batch(String message) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"444455556666\",\"logEvents\":[{\"id\":\"1\","
        + "\"timestamp\":1,\"message\":"
        + JsonNodeFactory.instance.textNode(message)
        + "}]}";
  }

  private void assertToldAsByAnother(String text) {
    assertToldAsByAnother(utf8(text));
  }

  private void assertToldAsByAnother(byte[] text) {
    Events expected = new Events();
    Events actual = new Events();
    try (RecordDecoder another = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      another.decode(Samples.record(text), expected);
    }
    experienced.decode(Samples.record(text), actual);
    assertThat(EventText.of(actual)).as(text(text)).isEqualTo(EventText.of(expected));
    assertThat(actual.formats()).isEqualTo(expected.formats());
    assertThat(actual.flows()).usingRecursiveComparison().isEqualTo(expected.flows());
    assertThat(actual.halves()).usingRecursiveComparison().isEqualTo(expected.halves());
  }

  private static String text(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
