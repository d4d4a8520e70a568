package io.flowlens.config;

import io.flowlens.schemas.PropertyNames;
import java.util.List;
import java.util.Map;

/** The ARN of a Kinesis stream, and the options that name one. */
public final class StreamArn {
  private static final String PATTERN =
      "arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\\d{12}:stream/[a-zA-Z0-9_.-]{1,128}";

  private final String[] parts;

  private StreamArn(String arn) {
    this.parts = arn.split(":", 6);
  }

  /** The parts of an ARN that {@link #option} has let pass. */
  public static StreamArn of(String arn) {
    return new StreamArn(arn);
  }

  public String region() {
    return parts[3];
  }

  public String account() {
    return parts[4];
  }

  /** The stream's name. */
  public String name() {
    return parts[5].substring("stream/".length());
  }

  /** The option that names a group's stream; it must be given. */
  public static Option<String> option(String group) {
    return Option.pattern(
        group,
        PropertyNames.STREAM_ARN,
        null,
        PATTERN,
        "arn:aws:kinesis:us-east-1:111122223333:stream/spans",
        "The ARN of the Kinesis stream.");
  }

  /** The option that names a group's region; it must be given. */
  public static Option<String> region(String group) {
    return Option.pattern(
        group, PropertyNames.AWS_REGION, null, "[a-z0-9-]+", "us-east-1", "The region it lies in.");
  }

  /** What is wrong between a group's stream and its region. */
  public static List<String> faults(Map<String, String> texts) {
    String arn = texts.getOrDefault(PropertyNames.STREAM_ARN, "");
    String region = texts.get(PropertyNames.AWS_REGION);
    return region == null || !arn.matches(PATTERN) || of(arn).region().equals(region)
        ? List.of()
        : List.of(
            PropertyNames.AWS_REGION
                + " = "
                + region
                + " is not the region of the stream, which is "
                + of(arn).region());
  }
}
