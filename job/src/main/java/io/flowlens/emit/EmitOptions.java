package io.flowlens.emit;

import io.flowlens.config.Group;
import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.config.StreamArn;
import io.flowlens.schemas.PropertyNames;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** Where results go: groups {@code EdgeTable}, {@code AnomalyStream}, {@code DeadLetterStream}. */
public final class EmitOptions {
  private static final String CONNECTOR_KEYS = "aws.";

  public static final Option<String> TABLE_NAME =
      Option.pattern(
          PropertyNames.EDGE_TABLE,
          PropertyNames.TABLE_NAME,
          null,
          "[a-zA-Z0-9_.-]{3,255}",
          "flowlens-edges",
          "The DynamoDB table of edge aggregates and past anomalies.");

  public static final Option<String> TABLE_REGION = StreamArn.region(PropertyNames.EDGE_TABLE);

  static final Option<Duration> RETENTION =
      Option.duration(
          PropertyNames.EDGE_TABLE,
          PropertyNames.RETENTION,
          Duration.ofDays(30),
          Duration.ofHours(1),
          Duration.ofDays(3650),
          "How long after its minute a row may be deleted (`expiresAt`). A busy edge has 1,440 rows"
              + " of about 1 KB a day. Anomalies are kept as long after their last revision.");

  static final Option<Duration> RETENTION_FIVE_MINUTES =
      Option.duration(
          PropertyNames.EDGE_TABLE,
          PropertyNames.RETENTION_FIVE_MINUTES,
          Duration.ofDays(90),
          Duration.ofHours(1),
          Duration.ofDays(3650),
          "The same for roll-ups of five minutes: 288 rows a day.");

  static final Option<Duration> RETENTION_HOURS =
      Option.duration(
          PropertyNames.EDGE_TABLE,
          PropertyNames.RETENTION_HOURS,
          Duration.ofDays(400),
          Duration.ofHours(1),
          Duration.ofDays(3650),
          "The same for roll-ups of an hour: 24 rows a day. 400 days allow a comparison with the same"
              + " week of the year before.");

  public static final Option<String> ANOMALY_STREAM =
      StreamArn.option(PropertyNames.ANOMALY_STREAM);
  public static final Option<String> ANOMALY_REGION =
      StreamArn.region(PropertyNames.ANOMALY_STREAM);
  public static final Option<String> DEAD_LETTER_STREAM =
      StreamArn.option(PropertyNames.DEAD_LETTER_STREAM);
  public static final Option<String> DEAD_LETTER_REGION =
      StreamArn.region(PropertyNames.DEAD_LETTER_STREAM);

  /** The groups of all outputs. */
  public static final List<Group> GROUPS =
      List.of(
          Group.of(
                  PropertyNames.EDGE_TABLE,
                  "Where edges are stored.",
                  List.of(
                      TABLE_NAME, TABLE_REGION, RETENTION, RETENTION_FIVE_MINUTES, RETENTION_HOURS))
              .passing(CONNECTOR_KEYS),
          Group.of(
                  PropertyNames.ANOMALY_STREAM,
                  "Where anomalies are sent.",
                  List.of(ANOMALY_STREAM, ANOMALY_REGION))
              .passing(CONNECTOR_KEYS)
              .checked(StreamArn::faults),
          Group.of(
                  PropertyNames.DEAD_LETTER_STREAM,
                  "Where unusable input is sent.",
                  List.of(DEAD_LETTER_STREAM, DEAD_LETTER_REGION))
              .passing(CONNECTOR_KEYS)
              .checked(StreamArn::faults));

  private EmitOptions() {}

  /**
   * What the connector of an output is told: its region, and every connector key of its group.
   *
   * @param region the output's option of the region
   */
  public static Properties connector(Settings settings, Option<String> region) {
    Properties properties = new Properties();
    properties.putAll(settings.entries(region.group()));
    properties.setProperty(PropertyNames.AWS_REGION, settings.get(region));
    return properties;
  }
}
