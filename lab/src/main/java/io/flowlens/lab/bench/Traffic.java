package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Span.Kind;
import io.flowlens.lab.bench.Span.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Spans in the order in which they would be delivered, the same ones for every start: traces of
 * eight spans, {@value #TRACES_PER_SECOND} of them (5,000 spans) a second.
 *
 * <p>Half of the traces are a service's own work (a local span over seven DynamoDB calls), half are
 * called by another service (client and server span, a local span, five DynamoDB calls). Of the
 * DynamoDB calls 1.5 % succeed only after retries and 0.5 % fail. Each span is delivered up to
 * {@value #MAX_DELAY_MILLIS} ms after it ended, so traces mix.
 */
final class Traffic implements Iterator<Traffic.Delivered> {
  static final int SPANS_PER_TRACE = 8;
  static final int TRACES_PER_SECOND = 625;
  static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  private static final int MAX_DELAY_MILLIS = 1_500;
  private static final long MILLI = 1_000_000;
  static final long SEED = 20_261_128;

  private final Landscape landscape = new Landscape();
  private final Random random = new Random(SEED);
  private final PriorityQueue<Delivered> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Delivered::at).thenComparingLong(d -> d.span.id()));
  private long tracesLeft;
  private long nextTrace = START * MILLI;

  /**
   * @param spans how many, rounded down to whole traces
   */
  Traffic(long spans) {
    tracesLeft = spans / SPANS_PER_TRACE;
  }

  /** A span and when it is delivered, epoch milliseconds. */
  record Delivered(Span span, long at) {}

  @Override
  public boolean hasNext() {
    return tracesLeft > 0 || !waiting.isEmpty();
  }

  @Override
  public Delivered next() {
    while (tracesLeft > 0 && (waiting.isEmpty() || waiting.peek().at * MILLI >= nextTrace)) {
      startTrace();
    }
    if (waiting.isEmpty()) {
      throw new NoSuchElementException();
    }
    return waiting.poll();
  }

  private void startTrace() {
    long high = random.nextLong();
    long low = random.nextLong();
    if (random.nextBoolean()) {
      work(high, low, landscape.anyService(random), 0, nextTrace, 7);
    } else {
      called(high, low);
    }
    tracesLeft--;
    nextTrace += 1000 * MILLI / TRACES_PER_SECOND;
  }

  private void called(long high, long low) {
    int caller = landscape.anyCaller(random);
    int callee = landscape.calleeOf(caller);
    long client = id();
    long server = id();
    long start = nextTrace + MILLI / 2;
    long end = work(high, low, callee, server, start, 5) + MILLI / 10;
    Outcome outcome = random.nextInt(200) == 0 ? Outcome.SERVER_ERROR : Outcome.OK;
    deliver(
        new Span(Kind.SERVER, high, low, server, client, callee, -1, false, start, end, outcome));
    deliver(
        new Span(
            Kind.CLIENT,
            high,
            low,
            client,
            0,
            caller,
            callee,
            false,
            nextTrace,
            end + MILLI / 2,
            outcome));
  }

  /** A local span over some DynamoDB calls, one after the other; returns when it ended. */
  private long work(long high, long low, int service, long parent, long start, int calls) {
    long local = id();
    long now = start + MILLI / 5;
    for (int i = 0; i < calls; i++) {
      int table = landscape.anyTable(service, random);
      boolean write = random.nextInt(10) < 3;
      Outcome outcome = outcome(write);
      long end = now + latency(service, table, write, outcome);
      deliver(
          new Span(
              Kind.DYNAMODB, high, low, id(), local, service, table, write, now, end, outcome));
      now = end + MILLI / 5;
    }
    deliver(
        new Span(
            Kind.INTERNAL, high, low, local, parent, service, -1, false, start, now, Outcome.OK));
    return now;
  }

  private Outcome outcome(boolean write) {
    int at = random.nextInt(1000);
    if (at < 10) {
      return Outcome.OK_AFTER_TWO;
    } else if (at < 15) {
      return Outcome.OK_AFTER_THREE;
    } else if (at < (write ? 25 : 18)) {
      return write ? Outcome.CONDITION_FAILED : Outcome.THROTTLED;
    }
    return Outcome.OK;
  }

  private long latency(int service, int table, boolean write, Outcome outcome) {
    double typical = (write ? 4.5 : 2.5) + (service * 31 + table * 17) % 40 / 10.0;
    double millis = typical * Math.exp(0.4 * random.nextGaussian());
    if (random.nextInt(100) == 0) {
      millis *= 8;
    }
    millis += 25.0 * (outcome.attempts - 1);
    return (long) (Math.min(millis, 500) * MILLI);
  }

  private void deliver(Span span) {
    waiting.add(new Delivered(span, span.endMillis() + 1 + random.nextInt(MAX_DELAY_MILLIS)));
  }

  private long id() {
    return random.nextLong() | 1;
  }
}
