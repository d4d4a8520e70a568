package io.flowlens.schemas;

/**
 * The names of the job's application properties: property groups and the keys that whoever deploys
 * the job must know. Options with a default are declared where they take effect.
 */
public final class PropertyNames {
  /** The group of one input; any number of them, each with a name of its own. */
  public static final String INPUT = "Input.<name>";

  public static final String EDGE_TABLE = "EdgeTable";
  public static final String ANOMALY_STREAM = "AnomalyStream";
  public static final String DEAD_LETTER_STREAM = "DeadLetterStream";

  /** What decoding allows and remembers. */
  public static final String INGEST = "Ingest";

  /** Pairing, panes and edge aggregates. */
  public static final String FLOW = "Flow";

  /** Names that mean the same node: keys are names as they are seen. */
  public static final String ALIASES = "Aliases";

  /** The ARN of a Kinesis stream. */
  public static final String STREAM_ARN = "stream.arn";

  /** The name of the edge table, or its ARN. */
  public static final String TABLE_NAME = "table.name";

  public static final String AWS_REGION = "aws.region";

  /** The account to assume for payloads that carry none. */
  public static final String ACCOUNT = "account";

  /** {@code fast} or {@code slow}. */
  public static final String EVIDENCE = "evidence";

  /** How long after it happened a record may arrive. */
  public static final String MAX_OUT_OF_ORDERNESS = "max.out.of.orderness";

  /** How long a row is kept after its minute, or an anomaly after its last revision. */
  public static final String RETENTION = "retention";

  /** The same for roll-ups of five minutes. */
  public static final String RETENTION_FIVE_MINUTES = "retention.5min";

  /** The same for roll-ups of an hour. */
  public static final String RETENTION_HOURS = "retention.1h";

  private PropertyNames() {}

  /** The group of the input with this name, for example {@code Input.spans}. */
  public static String input(String name) {
    return INPUT.replace("<name>", name);
  }

  /** The group of the detector with this id, for example {@code Detector.retry-cascade}. */
  public static String detector(String id) {
    return "Detector." + id;
  }
}
