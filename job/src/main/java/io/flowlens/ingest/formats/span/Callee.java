package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.naming.Endpoint;

/**
 * Where a span's call went: host, region and account. The host the caller spoke to knows best; a
 * proxy or a local address knows nothing, and then the span's own attributes do, then the caller's
 * region.
 */
final class Callee {
  private static final int SLOTS = 1 << 10;

  private final Endpoint[] endpoints = new Endpoint[SLOTS];
  private final String[] hosts = new String[SLOTS];

  private String host;
  private Endpoint endpoint;
  private String region;
  private String account;

  /** Looks at a span. */
  void read(Span span, Origin origin) {
    host = hostOf(span);
    endpoint = endpointOf(host);
    region =
        first(
            endpoint.region(),
            span.attributes.get(SpanAttribute.REGION),
            span.attributes.get(SpanAttribute.REMOTE_REGION),
            ownRegion(span, origin));
    account =
        first(
            endpoint.account(),
            span.attributes.get(SpanAttribute.REMOTE_ACCOUNT),
            null,
            Caller.account(span, origin));
  }

  /** The region on a span of the caller's; where there is none, calls mostly stay in the region. */
  private String ownRegion(Span span, Origin origin) {
    String own = span.isClientSide() ? span.attributes.get(SpanAttribute.CLOUD_REGION) : null;
    if (own != null) {
      return own;
    }
    // Node's document client writes neither host nor region: then it is not known.
    return host == null && span.isClientSide() && SdkCall.isDynamoDb(span)
        ? ""
        : Caller.region(span, origin);
  }

  /** The host called, without port; null when unknown. */
  String host() {
    return host;
  }

  /** The region that the host names; may be empty. */
  String endpointRegion() {
    return endpoint.region();
  }

  /** Whether the host is one that the AWS SDK calls, DynamoDB's or another service's. */
  boolean isAwsApi() {
    return endpoint.isApi();
  }

  String region() {
    return region;
  }

  String account() {
    return account;
  }

  private Endpoint endpointOf(String name) {
    if (name == null) {
      return Endpoint.of(null);
    }
    int slot = (name.hashCode() * 0x9E3779B9) >>> 22;
    if (!name.equals(hosts[slot])) {
      hosts[slot] = name;
      endpoints[slot] = Endpoint.of(name);
    }
    return endpoints[slot];
  }

  private static String hostOf(Span span) {
    String address = span.attributes.get(SpanAttribute.SERVER_ADDRESS);
    if (address != null) {
      return address;
    }
    String url = span.attributes.get(SpanAttribute.URL);
    int start = url == null ? -1 : url.indexOf("://");
    if (start < 0) {
      return null;
    }
    int end = end(url, start + 3, "/?#");
    // A user and a password may stand before the host.
    int from = Math.max(url.lastIndexOf('@', end) + 1, start + 3);
    String host = url.substring(from, end(url, from, ":/?#"));
    return host.isEmpty() ? null : host;
  }

  /** Where one of these characters comes in the URL, or the URL ends. */
  private static int end(String url, int from, String characters) {
    int end = from;
    while (end < url.length() && characters.indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String first(String a, String b, String c, String otherwise) {
    if (a != null && !a.isEmpty()) {
      return a;
    }
    if (b != null) {
      return b;
    }
    return c != null ? c : otherwise;
  }
}
