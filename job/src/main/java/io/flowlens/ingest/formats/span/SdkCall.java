package io.flowlens.ingest.formats.span;

import java.util.Locale;
import java.util.Set;

/** How a span shows that it is a call of the AWS SDK, and of which service. */
final class SdkCall {
  private static final Set<String> DYNAMODB =
      Set.of(
          "dynamodb",
          "amazondynamodb",
          "amazondynamodbv2",
          "dynamodbv2",
          "aws::dynamodb",
          "aws.sdk.dynamodb");

  private static final String[] USER_AGENTS = {"aws-sdk-", "boto3/", "botocore/"};

  private SdkCall() {}

  /** Whether the span is one, of whichever service. */
  static boolean isOne(Span span) {
    String remote = span.attributes.get(SpanAttribute.REMOTE_SERVICE);
    return "aws-api".equals(span.attributes.get(SpanAttribute.RPC_SYSTEM))
        || span.attributes.has(SpanAttribute.AWS_SERVICE)
        || (remote != null && (remote.startsWith("AWS::") || remote.startsWith("AWS.SDK.")))
        || isDynamoDb(span);
  }

  /** Whether the span is one of DynamoDB. */
  static boolean isDynamoDb(Span span) {
    String system = span.attributes.get(SpanAttribute.DB_SYSTEM);
    return isDynamoDb(rpcService(span))
        || "dynamodb".equals(system)
        || "aws.dynamodb".equals(system)
        || isDynamoDb(span.attributes.get(SpanAttribute.REMOTE_SERVICE));
  }

  private static boolean isDynamoDb(String name) {
    return name != null
        && (name.equals("DynamoDb") || DYNAMODB.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** The service's name as the span writes it; empty where it does not. */
  static String service(Span span) {
    String service = rpcService(span);
    if (service == null) {
      service = span.attributes.get(SpanAttribute.REMOTE_SERVICE);
    }
    return service == null ? "" : service;
  }

  /** Newer conventions write the service into the method: {@code DynamoDB/GetItem}. */
  private static String rpcService(Span span) {
    String service = span.attributes.get(SpanAttribute.RPC_SERVICE);
    if (service != null) {
      return service;
    }
    String method = span.attributes.get(SpanAttribute.OPERATION);
    int slash =
        method != null && "aws-api".equals(span.attributes.get(SpanAttribute.RPC_SYSTEM))
            ? method.lastIndexOf('/')
            : -1;
    return slash > 0 ? method.substring(0, slash) : span.attributes.get(SpanAttribute.AWS_SERVICE);
  }

  /** Whether the SDK sent the HTTP request of this span. */
  static boolean sentRequest(Span span) {
    String agent = span.attributes.get(SpanAttribute.USER_AGENT);
    if (agent == null) {
      return false;
    }
    for (String sdk : USER_AGENTS) {
      if (agent.regionMatches(true, 0, sdk, 0, sdk.length())) {
        return true;
      }
    }
    return false;
  }
}
