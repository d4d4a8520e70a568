package io.flowlens.lab.demo.shop;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.telemetry.FunctionLog;
import io.flowlens.lab.demo.telemetry.Telemetry;
import io.flowlens.lab.demo.telemetry.Workload;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One execution environment of a Lambda function, as Lambda starts and ends them: its log stream,
 * its telemetry and its DynamoDB client, all of them new.
 */
final class Environment implements AutoCloseable {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final FunctionLog log;
  private final Telemetry telemetry;
  private final DynamoDbClient dynamoDb;
  private boolean warm;

  Environment(Workload function, Site site) {
    String id = UUID.randomUUID().toString().replace("-", "");
    String logStream = LocalDate.now(ZoneOffset.UTC).format(DAY) + "/[$LATEST]" + id;
    log = new FunctionLog(function, logStream, site.spans());
    Attributes instance = Attributes.of(AttributeKey.stringKey("faas.instance"), logStream);
    telemetry = new Telemetry(function, Resource.create(instance), site.spans());
    dynamoDb =
        Cloud.dynamoDbThrough(site.proxies().apply(function.region()), function.region())
            .overrideConfiguration(
                client ->
                    client
                        .addExecutionInterceptor(telemetry.awsSdk())
                        .addExecutionInterceptor(new ColdClient()))
            .build();
  }

  /** Whether this is its first invocation. */
  boolean startsCold() {
    boolean cold = !warm;
    warm = true;
    return cold;
  }

  FunctionLog log() {
    return log;
  }

  Telemetry telemetry() {
    return telemetry;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  @Override
  public void close() {
    dynamoDb.close();
    telemetry.close();
  }
}
