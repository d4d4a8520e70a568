package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.naming.Arn;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.regex.Pattern;

/** Who made a span: a function where it ran on Lambda, else a service, in its own region. */
final class Caller {
  private static final SpanAttribute[] ARNS = {
    SpanAttribute.INSTANCE, SpanAttribute.CLOUD_RESOURCE, SpanAttribute.CONTAINER_ARN
  };
  private static final Pattern ZONE = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-\\d[a-z]");

  /** What a caller is called of which nothing is known. */
  private static final String UNNAMED = "unknown caller";

  private Caller() {}

  static Node of(Span span, Origin origin, Nodes nodes) {
    boolean function = onLambda(span);
    String name = name(span, function);
    if (name == null) {
      return nodes.of(NodeKind.UNKNOWN, account(span, origin), region(span, origin), UNNAMED);
    }
    return nodes.of(
        function ? NodeKind.FUNCTION : NodeKind.SERVICE,
        account(span, origin),
        region(span, origin),
        name);
  }

  /** The caller's account. */
  static String account(Span span, Origin origin) {
    return known(span.get(SpanAttribute.CLOUD_ACCOUNT), origin.account());
  }

  /**
   * The caller's region. It is the resource's: a {@code cloud.region} on a client span is the
   * region that its SDK client calls, as Python, Node and .NET write it.
   */
  static String region(Span span, Origin origin) {
    String region = span.resource.get(SpanAttribute.CLOUD_REGION);
    if (region == null) {
      region = regionOfResource(span.resource);
    }
    if (region == null && !span.isClientSide()) {
      region = span.attributes.get(SpanAttribute.CLOUD_REGION);
    }
    return known(region, origin.region());
  }

  /** The region in the ARN or availability zone that a resource names; null without one. */
  private static String regionOfResource(Attributes resource) {
    for (SpanAttribute named : ARNS) {
      String text = resource.get(named);
      Arn arn = text == null ? null : Arn.of(text);
      if (arn != null && !arn.region().isEmpty()) {
        return arn.region();
      }
    }
    String zone = resource.get(SpanAttribute.CLOUD_ZONE);
    return zone != null && ZONE.matcher(zone).matches()
        ? zone.substring(0, zone.length() - 1)
        : null;
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
