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
  /** A Kinesis stream. In what was stored before {@link #CHANGE_STREAM} was added, that too. */
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
  UNKNOWN,
  /** A table's change stream, under the table's name. */
  CHANGE_STREAM;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

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
    return valueOf(label.replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
