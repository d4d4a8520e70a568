package io.flowlens.lab.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.lab.aws.Cloud;
import io.flowlens.lab.relay.StreamTail;
import io.flowlens.lab.telemetry.Telemetry;
import io.flowlens.lab.telemetry.Workload;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A Lambda function: for each order in the orders' stream it counts what was sold of each product.
 */
final class SalesFigures implements AutoCloseable {
  private final Workload workload;
  private final Telemetry telemetry;
  private final DynamoDbClient dynamoDb;
  private final StreamTail trigger;
  private boolean warm;

  SalesFigures(Workload workload, Site site) {
    this.workload = workload;
    telemetry = new Telemetry(workload, site.spans());
    dynamoDb =
        Cloud.dynamoDbThrough(site.proxies().apply(workload.region()), workload.region())
            .overrideConfiguration(client -> client.addExecutionInterceptor(telemetry.awsSdk()))
            .build();
    trigger =
        StreamTail.follow(site.dynamoDb(), workload.region(), ShopTables.ORDERS, this::invoke);
  }

  /** One invocation, with the span that OpenTelemetry's Lambda instrumentation makes of it. */
  private void invoke(List<Record> batch) {
    Span span =
        telemetry
            .tracer()
            .spanBuilder(workload.name())
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("faas.trigger", "datasource")
            .setAttribute("faas.document.collection", ShopTables.ORDERS)
            .setAttribute("faas.document.operation", "insert")
            .setAttribute(
                "faas.document.time",
                batch.get(0).dynamodb().approximateCreationDateTime().toString())
            .setAttribute("faas.invocation_id", UUID.randomUUID().toString())
            .setAttribute("faas.coldstart", !warm)
            .setAttribute("cloud.resource_id", arn())
            .startSpan();
    warm = true;
    try {
      Context.root().with(span).wrap(() -> handle(batch)).run();
    } catch (RuntimeException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  private void handle(List<Record> batch) {
    batch.stream()
        .filter(record -> record.eventName() == OperationType.INSERT)
        .forEach(this::count);
  }

  private void count(Record order) {
    for (String product : order.dynamodb().newImage().get("products").ss()) {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(ShopTables.SALES)
                  .key(Map.of("productId", fromS(product)))
                  .updateExpression("ADD sold :one")
                  .expressionAttributeValues(Map.of(":one", fromN("1"))));
    }
  }

  private String arn() {
    return "arn:aws:lambda:"
        + workload.region().id()
        + ":"
        + Cloud.ACCOUNT
        + ":function:"
        + workload.name();
  }

  @Override
  public void close() {
    trigger.close();
    dynamoDb.close();
    telemetry.close();
  }
}
