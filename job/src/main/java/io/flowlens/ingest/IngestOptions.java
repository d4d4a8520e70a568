package io.flowlens.ingest;

import io.flowlens.config.Option;
import java.time.Duration;
import java.util.List;

/** The options of the group {@code Ingest}. */
public final class IngestOptions {
  private static final String GROUP = "Ingest";

  /** How far a gzip or zlib record may inflate. */
  public static final Option<Long> MAX_INFLATED_BYTES =
      Option.count(
          GROUP,
          "max.inflated.bytes",
          16L << 20,
          1L << 20,
          256L << 20,
          "Bytes that one gzip or zlib record may inflate to; beyond it the record is a dead letter. "
              + "CloudWatch Logs sends at most a few MiB.");

  /** How deep JSON may nest. */
  public static final Option<Long> MAX_JSON_DEPTH =
      Option.count(
          GROUP,
          "max.json.depth",
          64,
          16,
          512,
          "Levels that JSON may nest; beyond it the record is a dead letter.");

  /** For how long a record that comes again is known. */
  public static final Option<Duration> DEDUPLICATE_WINDOW =
      Option.duration(
          GROUP,
          "deduplicate.window",
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          Duration.ofHours(24),
          "How long after a record's arrival the same bytes count as a duplicate. Longer costs "
              + "state: about 50 bytes for each record of the window.");

  /** What feeds functions whose spans do not say it. */
  public static final Option<String> FUNCTION_SOURCES =
      Option.pattern(
          GROUP,
          "function.sources",
          "",
          "(\\s*[A-Za-z0-9_-]+\\s*=\\s*arn:[^\\s,=]+\\s*(,(?!\\s*$)|$))*",
          "resize = arn:aws:kinesis:us-east-1:111122223333:stream/images",
          "Which stream or queue feeds a function: `name = ARN`, several with commas between them."
              + " Only for functions that nothing else invokes. OpenTelemetry does not say it for DynamoDB and"
              + " Kinesis; without this, such a function looks as if a client had called it, and what Lambda logs of it"
              + " counts to no delivery.");

  /** All of them. */
  public static final List<Option<?>> ALL =
      List.of(MAX_INFLATED_BYTES, MAX_JSON_DEPTH, DEDUPLICATE_WINDOW, FUNCTION_SOURCES);

  private IngestOptions() {}
}
