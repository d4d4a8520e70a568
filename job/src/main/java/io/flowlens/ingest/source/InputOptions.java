package io.flowlens.ingest.source;

import io.flowlens.config.Group;
import io.flowlens.config.Option;
import io.flowlens.config.StreamArn;
import io.flowlens.schemas.PropertyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be said of an input: groups {@code Input.<name>}. */
public final class InputOptions {
  public static final Option<String> STREAM = StreamArn.option(PropertyNames.INPUT);
  static final Option<String> REGION = StreamArn.region(PropertyNames.INPUT);

  static final Option<String> ACCOUNT =
      Option.pattern(
          PropertyNames.INPUT,
          PropertyNames.ACCOUNT,
          "",
          "\\d{12}",
          "111122223333",
          "The account of what payloads tell of, where they name none. Left out: the stream's.");

  static final Option<String> EVIDENCE =
      Option.pattern(
          PropertyNames.INPUT,
          PropertyNames.EVIDENCE,
          "fast",
          "fast|slow",
          "fast",
          "`fast` where records tell within seconds (spans, change records); `slow` where they tell"
              + " minutes later (CloudTrail, metrics). A slow input never holds event time back.");

  public static final Option<String> TABLE =
      Option.pattern(
          PropertyNames.INPUT,
          "table",
          "",
          "[a-zA-Z0-9_.-]{3,255}",
          "Orders",
          "The table whose changes the stream carries, where it is one of Kinesis Data Streams for"
              + " DynamoDB. A function that is fed by it is then shown as fed by the table's"
              + " changes.");

  static final Option<Duration> MAX_OUT_OF_ORDERNESS =
      Option.duration(
          PropertyNames.INPUT,
          PropertyNames.MAX_OUT_OF_ORDERNESS,
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofHours(1),
          "How long after it happened a record may arrive in the stream and still be judged in"
              + " time. Longer makes anomalies come later by as much; the diagram does not wait for"
              + " it. The metric `unjudgedCalls` counts the calls that came later: choose longer if"
              + " it grows.");

  static final Option<Duration> IDLE_AFTER =
      Option.duration(
          PropertyNames.INPUT,
          "idle.after",
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How long a shard without new records holds event time back. Choose it longer than the"
              + " longest pause in reading a shard (back pressure, throttling): records that are"
              + " read after a longer pause are too late to be judged. After a start, nothing is"
              + " judged for this long from the first record on; an input without any record holds"
              + " the others back for three times as long.");

  /** The group of one input. */
  public static final Group GROUP =
      Group.of(
              PropertyNames.INPUT,
              "A Kinesis stream to read, such as `Input.spans`. Any formats may share a stream.",
              List.of(STREAM, REGION, ACCOUNT, EVIDENCE, TABLE, MAX_OUT_OF_ORDERNESS, IDLE_AFTER))
          .passing("aws.", "flink.")
          .checked(InputOptions::faults);

  private InputOptions() {}

  private static List<String> faults(Map<String, String> texts) {
    List<String> faults = new ArrayList<>(StreamArn.faults(texts));
    faults.addAll(ConnectorKeys.faults(texts));
    return faults;
  }
}
