package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.Varints;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FailedRequests;
import io.flowlens.model.Pane;

/** Sums over the minutes of a storm that both spans and slow evidence have spoken of. */
final class Hearing {
  /** How many failed requests are remembered of each side. */
  private static final int MOST_REQUESTS = 512;

  /** {@link Tally}'s counters, as spans tell them. */
  final long[] spans = new long[Tally.COUNTERS];

  /** Failed requests by class, as slow evidence tells them. */
  final long[] errors = new long[ErrorClass.COUNT];

  FailedRequests failedInSpans = new FailedRequests(MOST_REQUESTS);
  FailedRequests failedInTrail = new FailedRequests(MOST_REQUESTS);

  /** Requests that slow evidence tells of: each is one attempt. */
  long requests;

  long minutes;

  /** Whether there was a minute with calls that slow evidence did not speak of. */
  boolean incomplete;

  static Hearing unpack(byte[] packed) {
    Hearing hearing = new Hearing();
    if (packed.length == 0) {
      return hearing;
    }
    Varints in = new Varints(packed);
    for (int i = 0; i < hearing.spans.length; i++) {
      hearing.spans[i] = in.read();
    }
    for (int i = 0; i < hearing.errors.length; i++) {
      hearing.errors[i] = in.read();
    }
    hearing.requests = in.read();
    hearing.minutes = in.read();
    hearing.incomplete = in.read() == 1;
    hearing.failedInSpans = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    hearing.failedInTrail = FailedRequests.unpack(in.readBytes(), MOST_REQUESTS);
    return hearing;
  }

  byte[] packed() {
    Varints out = new Varints();
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

  /** Adds a minute that both have spoken of. */
  void add(ClaimedMinutes.Minute told, Pane said) {
    minutes++;
    requests += said.attempts();
    for (int i = 0; i < spans.length; i++) {
      spans[i] += told.counters[i];
    }
    long[] failures = said.errors();
    for (int i = 0; i < errors.length; i++) {
      errors[i] += failures[i];
    }
    failedInSpans.merge(told.failed);
    if (said.has(Detail.FAILED_REQUESTS)) {
      failedInTrail.merge(said.get(Detail.FAILED_REQUESTS));
    }
  }
}
