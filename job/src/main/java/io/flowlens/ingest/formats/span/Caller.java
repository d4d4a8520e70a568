package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/** Who made a span: a function where it ran on Lambda, else a service, in its own region. */
final class Caller {
  private Caller() {}

  static Node of(Span span, Origin origin, Nodes nodes) {
    boolean function = onLambda(span);
    return nodes.of(
        function ? NodeKind.FUNCTION : NodeKind.SERVICE,
        account(span, origin),
        region(span, origin),
        name(span, function));
  }

  /** The caller's account. */
  static String account(Span span, Origin origin) {
    return known(span.get(SpanAttribute.CLOUD_ACCOUNT), origin.account());
  }

  /** The caller's region. */
  static String region(Span span, Origin origin) {
    return known(span.get(SpanAttribute.CLOUD_REGION), origin.region());
  }

  private static String name(Span span, boolean function) {
    String functionName = span.get(SpanAttribute.FUNCTION_NAME);
    if (function && functionName != null) {
      return functionName;
    }
    String service = span.get(SpanAttribute.SERVICE_NAME);
    if (service == null || service.startsWith("unknown_service")) {
      service = known(span.get(SpanAttribute.LOCAL_SERVICE), service);
    }
    return service != null ? service : functionName;
  }

  private static boolean onLambda(Span span) {
    String platform = span.get(SpanAttribute.CLOUD_PLATFORM);
    if (platform != null) {
      return platform.equals("aws_lambda") || platform.equals("aws.lambda");
    }
    String origin = span.get(SpanAttribute.XRAY_ORIGIN);
    String environment = span.get(SpanAttribute.LOCAL_ENVIRONMENT);
    return span.get(SpanAttribute.FUNCTION_NAME) != null
        || (origin != null && (origin.startsWith("AWS::Lambda") || origin.equals("AWS_LAMBDA")))
        || (environment != null && environment.startsWith("lambda:"));
  }

  private static String known(String value, String otherwise) {
    return value != null ? value : otherwise;
  }
}
