package io.flowlens.ingest.formats.span;

import java.util.HashMap;
import java.util.Map;

/**
 * What is read from a span's and its resource's attributes, with the names that instrumentations of
 * different age and make give it. Where a span carries several, the first listed here counts.
 */
public enum SpanAttribute {
  // Who made the span.
  SERVICE_NAME("service.name"),
  LOCAL_SERVICE("aws.local.service"),
  LOCAL_ENVIRONMENT("aws.local.environment"),
  CLOUD_ACCOUNT("cloud.account.id"),
  CLOUD_REGION("cloud.region"),
  CLOUD_ZONE("cloud.availability_zone"),
  CLOUD_RESOURCE("cloud.resource_id", "faas.id"),
  CONTAINER_ARN("aws.ecs.container.arn", "aws.ecs.cluster.arn"),
  CLOUD_PLATFORM("cloud.platform"),
  FUNCTION_NAME("faas.name"),
  COLD_START("faas.coldstart"),
  INVOCATION("faas.invocation_id", "faas.execution"),
  TRIGGER("faas.trigger"),
  DOCUMENT_COLLECTION("faas.document.collection"),
  DOCUMENT_TIME("faas.document.time"),
  INSTANCE(
      "service.instance.id",
      "faas.instance",
      "aws.ecs.task.arn",
      "container.id",
      "k8s.pod.name",
      "host.id"),
  XRAY_ORIGIN("aws.xray.origin", "PlatformType"),

  // What it did.
  RPC_SYSTEM("rpc.system.name", "rpc.system"),
  RPC_SERVICE("rpc.service"),
  AWS_SERVICE("aws.service"),
  OPERATION(
      "rpc.method", "db.operation.name", "db.operation", "aws.operation", "aws.remote.operation"),
  DB_SYSTEM("db.system.name", "db.system"),
  STATEMENT("db.query.text", "db.statement"),
  HTTP_METHOD("http.request.method", "http.method"),
  HTTP_STATUS("http.response.status_code", "http.status_code"),
  REQUEST_ID("aws.request_id", "aws.request.id", "aws.requestId"),
  ERROR_TYPE("error.type", "aws.error.code"),
  USER_AGENT("user_agent.original", "http.user_agent"),

  /** How often an SDK tried again, after the first attempt. */
  RETRIES("retry_attempts", "aws.retries"),

  /** That an HTTP request is sent again, and how often it was before. */
  RESENDS("http.request.resend_count"),

  /** All attempts, as the response hook in docs/inputs.md writes them for Node. */
  ATTEMPTS("flowlens.attempts"),

  // Whom it called.
  SERVER_ADDRESS("server.address", "net.peer.name"),
  URL("url.full", "http.url"),
  REGION("aws.region", "faas.invoked_region"),
  PEER_SERVICE("peer.service", "service.peer.name"),
  REMOTE_SERVICE("aws.remote.service"),
  REMOTE_TYPE("aws.remote.resource.type"),
  REMOTE_RESOURCE("aws.remote.resource.identifier"),
  REMOTE_ACCOUNT("aws.remote.resource.account.id"),
  REMOTE_REGION("aws.remote.resource.region"),

  // DynamoDB.
  TABLES(
      "aws.dynamodb.table_names",
      "aws.table.name",
      "aws.dynamodb.table_name",
      "aws.table_names",
      "aws.table_name",
      "awssdk.table_name",
      "db.collection.name",
      "db.name"),
  INDEX("aws.dynamodb.index_name", "aws.index_name", "awssdk.index_name"),
  CONSISTENT_READ("aws.dynamodb.consistent_read", "aws.consistent_read", "awssdk.consistent_read"),
  CONSUMED_CAPACITY("aws.dynamodb.consumed_capacity", "aws.consumed_capacity"),
  ITEM_COUNT("aws.dynamodb.count"),

  // Messages and functions.
  MESSAGING_SYSTEM("messaging.system"),
  DESTINATION("messaging.destination.name", "messaging.destination"),
  MESSAGE_COUNT("messaging.batch.message_count"),
  QUEUE("aws.sqs.queue.url", "aws.queue.url", "messaging.url", "aws.queue.name", "aws.queue_url"),
  TOPIC("aws.sns.topic.arn", "aws.topic.arn", "aws.topic_arn"),
  STREAM("aws.kinesis.stream.name", "aws.kinesis.stream_name", "aws.stream.name"),
  INVOKED_FUNCTION(
      "aws.lambda.function.arn",
      "aws.lambda.function.name",
      "aws.function_name",
      "faas.invoked_name"),

  // In a span's events.
  ERROR_ANSWER("aws.http.error_message"),
  EXCEPTION_TYPE("exception.type"),
  EXCEPTION_MESSAGE("exception.message");

  private static final Map<String, Name> BY_NAME = new HashMap<>();

  static {
    for (SpanAttribute attribute : values()) {
      for (int rank = 0; rank < attribute.names.length; rank++) {
        BY_NAME.put(attribute.names[rank], new Name(attribute, rank));
      }
    }
  }

  /** Never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] names;

  SpanAttribute(String... names) {
    this.names = names;
  }

  /** One of an attribute's names. */
  static final class Name {
    final SpanAttribute attribute;

    /** 0 for the name that counts most. */
    final int rank;

    Name(SpanAttribute attribute, int rank) {
      this.attribute = attribute;
      this.rank = rank;
    }
  }

  /** What the attribute of this name is; null where it tells nothing that is used. */
  static Name named(String name) {
    return BY_NAME.get(name);
  }
}
