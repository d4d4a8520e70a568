package io.flowlens.lab.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.TableDefinition;
import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.lab.demo.telemetry.Telemetry;
import io.flowlens.lab.demo.telemetry.Workload;
import io.flowlens.localaws.LocalDynamoDb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class RegionProxyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir static Path workFolder;
  private static LocalDynamoDb dynamoDb;

  private final List<byte[]> records = new CopyOnWriteArrayList<>();
  private final Telemetry telemetry =
      new Telemetry(Workload.service("orders", Region.EU_WEST_1), records::add);
  private RegionProxy proxy;
  private DynamoDbClient client;

  @BeforeAll
  static void startDynamoDb() {
    dynamoDb = LocalDynamoDb.start(workFolder);
    try (DynamoDbClient direct = Cloud.dynamoDb(dynamoDb.endpoint(), Region.US_EAST_1)) {
      TableDefinition.table("Orders", "id").create(direct);
    }
  }

  @AfterAll
  static void stopDynamoDb() {
    dynamoDb.close();
  }

  @BeforeEach
  void connect() {
    useFault(new ThrottlesTheFirst(2));
  }

  private void useFault(CallFault fault) {
    Faults faults = new Faults(List.of(fault));
    faults.set(fault.name(), true);
    proxy =
        RegionProxy.start("eu-west-1", dynamoDb.endpoint(), new Distance(new Random(1)), faults);
    client =
        Cloud.dynamoDbThrough(proxy.address(), Region.US_EAST_1)
            .overrideConfiguration(c -> c.addExecutionInterceptor(telemetry.awsSdk()))
            .build();
  }

  @AfterEach
  void disconnect() {
    client.close();
    proxy.close();
  }

  @Test
  void throttledAttemptsMakeTheSdkRetryAndItsSpanTellEachOfThem() throws IOException {
    put("a");

    JsonNode span = onlySpan();
    assertThat(span.at("/kind").asText()).isEqualTo("CLIENT");
    assertThat(span.at("/status/code").asText()).isEqualTo("UNSET");
    assertThat(span.at("/resource/attributes/cloud.region").asText()).isEqualTo("eu-west-1");
    assertThat(span.at("/attributes/server.address").asText())
        .isEqualTo("dynamodb.us-east-1.amazonaws.com");
    assertThat(span.at("/attributes/aws.dynamodb.table_names/0").asText()).isEqualTo("Orders");
    assertThat(span.at("/attributes/rpc.method").asText()).isEqualTo("PutItem");
    assertThat(span.at("/events").findValuesAsText("name"))
        .containsExactly("HTTP request failure", "HTTP request failure");
    assertThat(span.at("/events/0/attributes/http.response.status_code").asInt()).isEqualTo(400);
    JsonNode error = JSON.readTree(span.at("/events/0/attributes/aws.http.error_message").asText());
    assertThat(error.path("__type").asText()).endsWith("#ProvisionedThroughputExceededException");
    assertThat(error.at("/ThrottlingReasons/0/resource").asText())
        .isEqualTo("arn:aws:dynamodb:us-east-1:111122223333:table/Orders");
    assertThat(span.at("/durationNano").asLong()).isGreaterThan(2 * 68_000_000L / 2);
  }

  @Test
  void theErrorIsTheOneThatTheSdkKnows() {
    client.close();
    proxy.close();
    useFault(new ThrottlesTheFirst(Integer.MAX_VALUE));
    DynamoDbClient impatient =
        Cloud.dynamoDbThrough(proxy.address(), Region.US_EAST_1)
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();

    assertThatThrownBy(() -> impatient.putItem(p -> p.tableName("Orders").item(item("b"))))
        .isInstanceOfSatisfying(
            ProvisionedThroughputExceededException.class,
            e ->
                assertThat(e.throttlingReasons().get(0).reason())
                    .isEqualTo("TableWriteProvisionedThroughputExceeded"));
    impatient.close();
  }

  @Test
  void whatDynamoDbRefusesComesThroughUnchanged() {
    put("c");

    assertThatThrownBy(
            () ->
                client.putItem(
                    p ->
                        p.tableName("Orders")
                            .item(item("c"))
                            .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void withoutTheProxyNoCallLeavesTheMachine() {
    proxy.close();

    assertThatThrownBy(() -> put("d"))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("127.0.0.1:" + proxy.address().getPort());
  }

  @Test
  void itServesNoHostButDynamoDbs() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(proxy.address().resolve("/")).build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(403);
  }

  private void put(String id) {
    client.putItem(p -> p.tableName("Orders").item(item(id)));
  }

  private static Map<String, AttributeValue> item(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  private JsonNode onlySpan() throws IOException {
    telemetry.close();
    List<JsonNode> spans = new ArrayList<>();
    for (byte[] record : records) {
      JsonNode batch = JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(record)));
      for (JsonNode event : batch.path("logEvents")) {
        spans.add(JSON.readTree(event.path("message").asText()));
      }
    }
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  /** Throttles so many attempts and spares the rest. */
  private static final class ThrottlesTheFirst implements CallFault {
    private int left;

    ThrottlesTheFirst(int left) {
      this.left = left;
    }

    @Override
    public String name() {
      return "throttles-the-first";
    }

    @Override
    public String description() {
      return "Throttles the first attempts.";
    }

    @Override
    public Optional<ErrorAnswer> answer(ApiCall call) {
      return left-- > 0
          ? Optional.of(ErrorAnswer.writesThrottled(call.endpointRegion(), call.tables().get(0)))
          : Optional.empty();
    }
  }
}
