package io.flowlens.ingest.formats.api;

import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Objects;

/** Where a payload came from: what holds for it where it does not say otherwise. */
public final class Origin {
  /** A clock may be this far ahead of the stream's before it counts as wrong: two minutes. */
  static final long MAX_SKEW_MILLIS = 120_000;

  private static final String FUNCTION_GROUPS = "/aws/lambda/";

  /** Where Transaction Search writes spans. */
  private static final String SPAN_GROUP = "aws/spans";

  /** 2006-01-01, before the first of these services. */
  private static final long EARLIEST = 1_136_073_600_000L;

  /** 2100-01-01. */
  private static final long LATEST = 4_102_444_800_000L;

  private final String account;
  private final String region;
  private final Evidence evidence;
  private final long arrival;
  private final String stream;
  private final String function;
  private final boolean spanLog;

  private Origin(
      String account,
      String region,
      Evidence evidence,
      long arrival,
      String stream,
      String function,
      boolean spanLog) {
    this.account = account == null ? "" : account;
    this.region = region == null ? "" : region;
    this.evidence = evidence == null ? Evidence.FAST : evidence;
    this.arrival = arrival;
    this.stream = stream == null ? "" : stream;
    this.function = function;
    this.spanLog = spanLog;
  }

  /** The origin of all that a record holds. */
  public static Origin of(RawRecord record) {
    return new Origin(
        record.account, record.region, record.evidence, record.arrival, record.stream, null, false);
  }

  /** The same origin, but in another account or region; an empty one changes nothing. */
  public Origin in(String otherAccount, String otherRegion) {
    return new Origin(
        otherAccount == null || otherAccount.isEmpty() ? account : otherAccount,
        otherRegion == null || otherRegion.isEmpty() ? region : otherRegion,
        evidence,
        arrival,
        stream,
        function,
        spanLog);
  }

  /** The same origin, but in this log group; one of a Lambda function is named after it. */
  public Origin inLogGroup(String group) {
    if (SPAN_GROUP.equals(group)) {
      return new Origin(account, region, evidence, arrival, stream, null, true);
    }
    if (group == null || !group.startsWith(FUNCTION_GROUPS)) {
      return this;
    }
    // The group of a function at the edge names the function's home region before it.
    String name = group.substring(group.lastIndexOf('.') + 1);
    String of = name.equals(group) ? group.substring(FUNCTION_GROUPS.length()) : name;
    return new Origin(account, region, evidence, arrival, stream, of, false);
  }

  /** The Lambda function whose own log this is; null where it is none. */
  public String function() {
    return function;
  }

  /** Whether this is the log to which Transaction Search writes spans, and nothing else. */
  public boolean isSpanLog() {
    return spanLog;
  }

  /** When the stream took the record, epoch milliseconds; 0 when unknown. */
  public long arrival() {
    return arrival;
  }

  /** The Kinesis stream it came through; may be empty. */
  public String stream() {
    return stream;
  }

  /** Whether the same holds for payloads of both, but for their arrival. */
  public boolean saysTheSameAs(Origin other) {
    return account.equals(other.account)
        && region.equals(other.region)
        && evidence == other.evidence
        && Objects.equals(function, other.function);
  }

  /** Account to assume; may be empty. */
  public String account() {
    return account;
  }

  /** Region to assume; may be empty. */
  public String region() {
    return region;
  }

  /** How soon this input tells of a flow. */
  public Evidence evidence() {
    return evidence;
  }

  /** Whether a clock can mean this time, in epoch milliseconds: from 2006 to 2099. */
  public static boolean isPossible(long millis) {
    return millis >= EARLIEST && millis < LATEST;
  }

  /**
   * The time to use for an event that says it happened at {@code millis}: that time, or the arrival
   * where the event's clock runs more than {@link #MAX_SKEW_MILLIS} ahead of it.
   *
   * @param what the event in words, for the dead letter
   * @throws Unusable if no clock can mean this time
   */
  public long time(long millis, String what, Events events) throws Unusable {
    if (!isPossible(millis)) {
      throw new Unusable(
          DeadLetterReason.BAD_TIME,
          "The time of " + what + " is " + millis + " ms, which is not between 2006 and 2100.");
    }
    if (arrival > 0 && millis > arrival + MAX_SKEW_MILLIS) {
      events.skewed();
      return arrival;
    }
    return millis;
  }
}
