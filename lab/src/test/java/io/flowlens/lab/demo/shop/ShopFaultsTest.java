package io.flowlens.lab.demo.shop;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.fault.Fault;
import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.lab.demo.proxy.Distance;
import io.flowlens.lab.demo.proxy.RegionProxy;
import io.flowlens.lab.demo.telemetry.Workload;
import io.flowlens.localaws.LocalDynamoDb;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The shop's own faults on the local DynamoDB, seen as flowlens sees them. */
class ShopFaultsTest {
  private static final Region HOME = Shop.HOME;

  private final Logs logs = new Logs();
  private final Faults faults =
      new Faults(List.of(new PoisonOrder(), new Echo(), new StrayRegion(), new ColdStarts()));
  @TempDir Path workFolder;
  private LocalDynamoDb local;
  private DynamoDbClient client;

  @BeforeEach
  void start() {
    local = LocalDynamoDb.start(workFolder);
    client = Cloud.dynamoDb(local.endpoint(), HOME);
  }

  @AfterEach
  void stop() {
    client.close();
    local.close();
  }

  @Test
  void aPoisonousOrderBringsItsBatchAgainAndWhatIsBeforeItIsCountedAgain() throws Exception {
    faults.set("poison-order", true);
    ShopTables.createHomeTables(local.endpoint(), HOME);
    place("o1", "p-001");
    place("o2", "p-002");
    try (RegionProxy proxy = proxy(HOME);
        SalesFigures function =
            new SalesFigures(Workload.function("sales-figures", HOME), site(proxy))) {
      await(() -> deliveries().size() >= 3);
      faults.set("poison-order", false);
      await(() -> deliveries().stream().anyMatch(line -> line.path("ok").asBoolean()));

      JsonNode last = deliveries().get(deliveries().size() - 1);
      assertThat(deliveries())
          .as("of %s", function)
          .allSatisfy(line -> assertThat(line.path("batch")).isEqualTo(last.path("batch")));
      assertThat(last.path("records").asInt()).isEqualTo(2);
      assertThat(last.path("calls").asInt(-1)).isZero();
      assertThat(last.at("/batch/shardId").asText()).startsWith("shardId-");
      assertThat(last.at("/batch/startSequence").asText()).matches("\\d+");
      assertThat(sold("p-001")).isEqualTo(deliveries().size());
      assertThat(sold("p-002")).isEqualTo(1);
    }
  }

  @Test
  void anEchoFeedsItselfUntilItIsSwitchedOff() throws Exception {
    faults.set("echo", true);
    ShopTables.createHomeTables(local.endpoint(), HOME);
    place("o1", "p-001");
    try (RegionProxy proxy = proxy(HOME);
        SalesFigures function =
            new SalesFigures(Workload.function("sales-figures", HOME), site(proxy))) {
      await(() -> deliveries().size() >= 4);
      faults.set("echo", false);
      int before = deliveries().size();
      Thread.sleep(Duration.ofSeconds(2).toMillis());

      assertThat(deliveries().size()).as("of %s", function).isLessThanOrEqualTo(before + 2);
      assertThat(sold("p-001")).isEqualTo(1);
    }
  }

  @Test
  void aColdFunctionsFirstCallsAreTheSlowOnesAndEachComesFromANewInstance() throws Exception {
    faults.set("cold-starts", true);
    ShopTables.createHomeTables(local.endpoint(), HOME);
    try (RegionProxy proxy = proxy(HOME)) {
      SalesFigures function =
          new SalesFigures(Workload.function("sales-figures", HOME), site(proxy));
      for (int order = 1; order <= 9; order++) {
        int delivered = order;
        place("o" + order, "p-001");
        await(() -> deliveries().size() >= delivered);
      }
      function.close();
    }

    Map<String, List<JsonNode>> byInstance =
        logs.of("aws/spans").stream()
            .collect(groupingBy(span -> span.at("/resource/attributes/faas.instance").asText()));
    assertThat(byInstance).hasSize(3);
    for (List<JsonNode> spans : byInstance.values()) {
      List<Long> calls = millis(spans, "CLIENT");
      assertThat(calls.get(0)).isGreaterThanOrEqualTo(100);
      assertThat(calls.subList(1, calls.size()))
          .anySatisfy(call -> assertThat(call).isLessThan(100));
      assertThat(spans.stream().filter(span -> span.at("/attributes/faas.coldstart").asBoolean()))
          .hasSize(1);
      assertThat(spans)
          .extracting(span -> span.at("/resource/attributes/service.instance.id").asText())
          .containsOnly(spans.get(0).at("/resource/attributes/service.instance.id").asText())
          .doesNotContain("");
    }
  }

  @Test
  void aStrayCatalogFindsTheSameProductsInTheOtherRegion() throws Exception {
    Shop.REGIONS.forEach(region -> ShopTables.createFrontTables(local.endpoint(), region));
    try (RegionProxy proxy = proxy(Region.EU_WEST_1);
        ServiceHost host =
            new ServiceHost(Workload.service("catalog", Region.EU_WEST_1), site(proxy))) {
      Catalog.serve(host);
      String near = get(host, "/product?id=p-007");
      faults.set("stray-region", true);
      String far = get(host, "/product?id=p-007");
      faults.set("stray-region", false);
      get(host, "/product?id=p-007");

      assertThat(far).isEqualTo(near);
    }
    assertThat(logs.of("aws/spans"))
        .filteredOn(span -> span.path("kind").asText().equals("CLIENT"))
        .extracting(span -> span.at("/attributes/server.address").asText())
        .containsExactly(
            "dynamodb.eu-west-1.amazonaws.com",
            "dynamodb.us-east-1.amazonaws.com",
            "dynamodb.eu-west-1.amazonaws.com");
  }

  @Test
  void everyFaultHasASentence() {
    assertThat(faults.all())
        .extracting(Fault::description)
        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z][^.]*\\."));
  }

  private RegionProxy proxy(Region region) {
    return RegionProxy.start(
        region.id(), local.endpoint(), new Distance(new Random(1)), new Faults(List.of()));
  }

  private Site site(RegionProxy proxy) {
    return new Site(region -> proxy.address(), local.endpoint(), logs, faults);
  }

  private void place(String order, String product) {
    client.putItem(
        put ->
            put.tableName(ShopTables.ORDERS)
                .item(
                    Map.of(
                        "orderId", fromS(order),
                        "customerId", fromS("c"),
                        "placedAt", fromS(Instant.EPOCH.toString()),
                        "products", fromSs(List.of(product)))));
  }

  private int sold(String product) {
    return Integer.parseInt(
        client
            .getItem(
                get -> get.tableName(ShopTables.SALES).key(Map.of("productId", fromS(product))))
            .item()
            .get("sold")
            .n());
  }

  /** What the function says of its invocations. */
  private List<JsonNode> deliveries() {
    return logs.of("/aws/lambda/sales-figures");
  }

  private static List<Long> millis(List<JsonNode> spans, String kind) {
    return spans.stream()
        .filter(span -> span.path("kind").asText().equals(kind))
        .map(span -> Duration.ofNanos(span.path("durationNano").asLong()).toMillis())
        .toList();
  }

  private static String get(ServiceHost host, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(host.address().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant limit = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(50);
    }
  }
}
