package io.flowlens.ingest.naming;

/** An Amazon resource name: {@code arn:<partition>:<service>:<region>:<account>:<resource>}. */
public final class Arn {
  private final String[] parts;

  private Arn(String[] parts) {
    this.parts = parts;
  }

  /** The parts of an ARN; null where the text is none. */
  public static Arn of(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") ? new Arn(parts) : null;
  }

  /** Such as {@code lambda}. */
  public String service() {
    return parts[2];
  }

  /** May be empty. */
  public String region() {
    return parts[3];
  }

  /** May be empty. */
  public String account() {
    return parts[4];
  }

  /** What follows these words in the resource, up to the next colon or slash; null without them. */
  public String nameAfter(String words) {
    String resource = parts[5];
    if (!resource.startsWith(words)) {
      return null;
    }
    int end = words.length();
    while (end < resource.length() && ":/".indexOf(resource.charAt(end)) < 0) {
      end++;
    }
    return end == words.length() ? null : resource.substring(words.length(), end);
  }
}
