package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.naming.Endpoint;

/**
 * A queue, topic, stream, bus or function as a span names it: by plain name, by ARN, or a queue by
 * URL ({@code https://sqs.us-east-1.amazonaws.com/111122223333/orders}).
 */
final class ResourceName {
  private final String name;
  private final String account;
  private final String region;

  private ResourceName(String name, String account, String region) {
    this.name = name;
    this.account = account;
    this.region = region;
  }

  static ResourceName of(String text) {
    if (text.startsWith("arn:")) {
      String[] parts = text.split(":", 6);
      if (parts.length == 6) {
        return new ResourceName(lastOf(parts[5]), parts[4], parts[3]);
      }
    }
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      return url(text.substring(scheme + 3));
    }
    return new ResourceName(withoutQualifier(text), "", "");
  }

  /** {@code stream/orders}, {@code function:orders:live}, {@code event-bus/orders}: the name. */
  private static String lastOf(String resource) {
    if (resource.startsWith("function:")) {
      return withoutQualifier(resource.substring("function:".length()));
    }
    return resource.substring(resource.indexOf('/') + 1);
  }

  private static String withoutQualifier(String name) {
    int colon = name.indexOf(':');
    return colon > 0 ? name.substring(0, colon) : name;
  }

  private static ResourceName url(String rest) {
    String[] parts = rest.split("/", 8);
    String host =
        parts[0].indexOf(':') < 0 ? parts[0] : parts[0].substring(0, parts[0].indexOf(':'));
    String name = parts[parts.length - 1];
    boolean account = parts.length > 2 && parts[parts.length - 2].matches("\\d{12}");
    return new ResourceName(
        name, account ? parts[parts.length - 2] : "", Endpoint.of(host).region());
  }

  String name() {
    return name;
  }

  /** Empty where the text names none. */
  String account() {
    return account;
  }

  /** Empty where the text names none. */
  String region() {
    return region;
  }
}
