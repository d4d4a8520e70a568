package io.flowlens.detect.verify;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FailedRequests;
import io.flowlens.model.Pane;

/** Sums over the minutes of an anomaly that both fast evidence and CloudTrail show. */
public final class MatchedMinutes {
  private static final PackedForm FORM = new PackedForm("matched minutes", 1);

  /** How many failed requests are remembered of each side. */
  private static final int MOST_REQUESTS = 512;

  /** The detector's counters, from fast evidence. */
  private final long[] spans;

  /** Failed requests by class, from CloudTrail. */
  private final long[] errors = new long[ErrorClass.COUNT];

  FailedRequests failedInSpans = new FailedRequests(MOST_REQUESTS);
  FailedRequests failedInTrail = new FailedRequests(MOST_REQUESTS);

  private long requests;
  private long minutes;
  private boolean incomplete;

  private MatchedMinutes(int counters) {
    spans = new long[counters];
  }

  /** As they were packed, with so many counters. */
  static MatchedMinutes unpack(byte[] packed, int counters) {
    MatchedMinutes minutes = new MatchedMinutes(counters);
    if (packed.length == 0) {
      return minutes;
    }
    Varints in = FORM.reader(packed);
    for (int i = 0; i < counters; i++) {
      minutes.spans[i] = in.read();
    }
    for (int i = 0; i < minutes.errors.length; i++) {
      minutes.errors[i] = in.read();
    }
    minutes.requests = in.read();
    minutes.minutes = in.read();
    minutes.incomplete = in.read() == 1;
    minutes.failedInSpans = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    minutes.failedInTrail = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    return minutes;
  }

  byte[] packed() {
    Varints out = FORM.writer();
    for (long count : spans) {
      out.write(count);
    }
    for (long count : errors) {
      out.write(count);
    }
    out.write(requests);
    out.write(minutes);
    out.write(incomplete ? 1 : 0);
    out.write(failedInSpans.packed());
    out.write(failedInTrail.packed());
    return out.toByteArray();
  }

  /** Adds a minute that both show. */
  void add(UnverifiedMinutes.Minute fast, Pane slow) {
    minutes++;
    requests += slow.attempts();
    for (int i = 0; i < spans.length; i++) {
      spans[i] += fast.counters[i];
    }
    long[] failures = slow.errors();
    for (int i = 0; i < errors.length; i++) {
      errors[i] += failures[i];
    }
    failedInSpans.merge(fast.failed);
    if (slow.has(Detail.FAILED_REQUESTS)) {
      failedInTrail.merge(slow.get(Detail.FAILED_REQUESTS));
    }
  }

  /** Notes that a minute with calls is missing in CloudTrail. */
  void addMissing() {
    incomplete = true;
  }

  /** The detector's counters, from fast evidence. */
  public long[] spans() {
    return spans.clone();
  }

  /** Requests of this class of failure, from CloudTrail. */
  public long errors(ErrorClass errorClass) {
    return errors[errorClass.ordinal()];
  }

  /** Requests, failed ones included, from CloudTrail. */
  public long requests() {
    return requests;
  }

  /** How many minutes. */
  public long minutes() {
    return minutes;
  }

  /** Whether a minute with calls is missing in CloudTrail. */
  public boolean isIncomplete() {
    return incomplete;
  }
}
