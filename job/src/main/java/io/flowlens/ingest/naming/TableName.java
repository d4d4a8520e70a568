package io.flowlens.ingest.naming;

/**
 * A table as a request names it: by name, or by ARN ({@code
 * arn:aws:dynamodb:<region>:<account>:table/<name>}, perhaps with {@code /index/…} or {@code
 * /stream/…} behind).
 */
public final class TableName {
  private final String name;
  private final String account;
  private final String region;

  private TableName(String name, String account, String region) {
    this.name = name;
    this.account = account;
    this.region = region;
  }

  /** Reads a name or an ARN. */
  public static TableName of(String text) {
    if (!text.startsWith("arn:")) {
      return new TableName(text, "", "");
    }
    String[] parts = text.split(":", 6);
    if (parts.length < 6 || !parts[5].startsWith("table/")) {
      return new TableName(text, "", "");
    }
    String rest = parts[5].substring("table/".length());
    int slash = rest.indexOf('/');
    return new TableName(slash < 0 ? rest : rest.substring(0, slash), parts[4], parts[3]);
  }

  public String name() {
    return name;
  }

  /** Empty where only a name is given. */
  public String account() {
    return account;
  }

  /** Empty where only a name is given. */
  public String region() {
    return region;
  }
}
