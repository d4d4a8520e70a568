package io.flowlens.model;

import java.util.Locale;

/** What a node is: a thing that data passes through or rests in. */
public enum NodeKind {
  /** A person or device outside the system. */
  CLIENT,
  /** A program that runs on servers or containers. */
  SERVICE,
  /** A Lambda function. */
  FUNCTION,
  /** A DynamoDB table, or one region's replica of a global table. */
  TABLE,
  /** A secondary index of a table; its name is {@code <table>/<index>}. */
  INDEX,
  /** A change stream of a table, or a Kinesis stream. */
  STREAM,
  /** An EventBridge bus. */
  BUS,
  /** An SNS topic. */
  TOPIC,
  /** An SQS queue. */
  QUEUE,
  /** A cache such as DAX. */
  CACHE,
  /** Something that the evidence does not name. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in ids and JSON, for example {@code table}. */
  public String label() {
    return label;
  }

  /**
   * The kind with this label.
   *
   * @throws IllegalArgumentException if no kind has it
   */
  public static NodeKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
