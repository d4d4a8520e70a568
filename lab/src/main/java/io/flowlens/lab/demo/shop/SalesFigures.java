package io.flowlens.lab.demo.shop;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.flowlens.lab.demo.relay.Batch;
import io.flowlens.lab.demo.relay.EventSourceMapping;
import io.flowlens.lab.demo.telemetry.Workload;
import io.flowlens.localaws.LocalAws;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A Lambda function: for each order in the orders' stream it counts the sales of each product. */
final class SalesFigures implements AutoCloseable {
  private final Workload workload;
  private final Site site;
  private final EventSourceMapping trigger;
  private Environment environment;

  SalesFigures(Workload workload, Site site) {
    this.workload = workload;
    this.site = site;
    environment = new Environment(workload, site);
    trigger =
        new EventSourceMapping(site.dynamoDb(), workload.region(), ShopTables.ORDERS, this::invoke);
  }

  private synchronized void invoke(Batch batch) {
    if (site.faults().on(ColdStarts.class).anyMatch(ColdStarts::strikes)) {
      environment.close();
      environment = new Environment(workload, site);
    }
    boolean ok = false;
    try {
      invokeWithSpan(batch);
      ok = true;
    } finally {
      environment
          .log()
          .print(
              DeliveryLine.of(
                  ShopTables.ORDERS, workload.name(), batch, Clock.systemUTC().millis(), ok));
    }
  }

  /** One invocation, with the span that OpenTelemetry's Lambda instrumentation makes of it. */
  private void invokeWithSpan(Batch batch) {
    Span span = startSpan();
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

  private Span startSpan() {
    return environment
        .telemetry()
        .tracer()
        .spanBuilder(workload.name())
        .setNoParent()
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("faas.trigger", "datasource")
        .setAttribute("faas.document.collection", ShopTables.ORDERS)
        .setAttribute("faas.document.operation", "insert")
        .setAttribute("faas.invocation_id", UUID.randomUUID().toString())
        .setAttribute("faas.coldstart", environment.startsCold())
        .setAttribute("cloud.resource_id", arn())
        .startSpan();
  }

  private void handle(Batch batch) {
    for (Record change : batch.records()) {
      site.faults().on(PoisonOrder.class).forEach(fault -> fault.strike(batch, change));
      if (change.eventName() == OperationType.INSERT) {
        count(change);
      }
      site.faults().on(Echo.class).forEach(fault -> fault.answer(change, environment.dynamoDb()));
    }
  }

  private void count(Record order) {
    for (String product : order.dynamodb().newImage().get("products").ss()) {
      environment
          .dynamoDb()
          .updateItem(
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
        + LocalAws.ACCOUNT
        + ":function:"
        + workload.name();
  }

  @Override
  public void close() {
    trigger.close();
    environment.close();
  }
}
