package io.flowlens.replay.languages;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Twenty minutes of a shop: {@code checkout} beside its table in us-east-1; {@code search} and
 * {@code catalog} beside the replica in eu-west-1. The same faults always make the same calls.
 */
final class Traffic {
  static final Service CHECKOUT = new Service("checkout", "us-east-1");
  static final Service SEARCH = new Service("search", "eu-west-1");
  static final Service CATALOG = new Service("catalog", "eu-west-1");
  static final List<Service> SERVICES = List.of(CHECKOUT, SEARCH, CATALOG);

  /** 2026-11-24T10:00:00Z. */
  static final long START_MILLIS = 1_795_514_400_000L;

  private static final int MINUTES = 20;
  private static final int CALLS_A_SECOND = 2;
  private static final int MOST_ATTEMPTS = 5;
  private static final long MILLI = 1_000_000;

  /** What goes wrong. */
  enum Fault {
    NONE,

    /** From 10:08 to 10:12 most writes of {@code checkout} are throttled. */
    THROTTLED_WRITES,

    /** From 10:08 on {@code catalog} reads from us-east-1. */
    WRONG_REGION
  }

  private final Fault fault;
  private final Random random = new Random(7);
  private final List<Call> calls = new ArrayList<>();

  private Traffic(Fault fault) {
    this.fault = fault;
  }

  static List<Call> with(Fault fault) {
    Traffic traffic = new Traffic(fault);
    long apartMillis = 1_000 / CALLS_A_SECOND;
    for (long at = 0; at < MINUTES * 60_000L; at += apartMillis) {
      double minute = at / 60_000.0;
      traffic.write(CHECKOUT, at, minute);
      traffic.read(CHECKOUT, "us-east-1", at + 40);
      traffic.read(SEARCH, "eu-west-1", at + 80);
      traffic.read(
          CATALOG,
          fault == Fault.WRONG_REGION && minute >= 8 ? "us-east-1" : "eu-west-1",
          at + 120);
    }
    return traffic.calls;
  }

  private void write(Service service, long at, double minute) {
    boolean storm = fault == Fault.THROTTLED_WRITES && minute >= 8 && minute < 12;
    if (!storm && chance(0.02)) {
      call(service, "us-east-1", "PutItem", at, 1, Failure.CONDITIONAL, false);
    } else {
      retried(service, "us-east-1", "PutItem", at, Failure.THROTTLED, storm ? 0.65 : 0.005);
    }
  }

  private void read(Service service, String region, long at) {
    Failure failure = chance(0.5) ? Failure.SERVER : Failure.TIMEOUT;
    boolean lost = chance(0.001);
    retried(service, region, "GetItem", at, failure, lost ? 1 : 0.005);
  }

  /** A call whose attempts fail by chance, up to the most that there may be. */
  private void retried(
      Service service, String region, String operation, long at, Failure failure, double fails) {
    int attempts = 1;
    boolean ok = !chance(fails);
    while (!ok && attempts < MOST_ATTEMPTS) {
      attempts++;
      ok = !chance(fails);
    }
    call(service, region, operation, at, attempts, failure, ok);
  }

  private void call(
      Service service,
      String region,
      String operation,
      long at,
      int attempts,
      Failure failure,
      boolean ok) {
    List<Long> ends = new ArrayList<>();
    long nanos = 0;
    for (int i = 0; i < attempts; i++) {
      double wait = i == 0 ? 0 : random.nextDouble() * (50 << i);
      double distance = service.region().equals(region) ? 0 : 80;
      nanos += Math.round((wait + 3 + 5 * random.nextDouble() + distance) * MILLI);
      ends.add(nanos);
    }
    calls.add(
        new Call(
            calls.size(),
            service,
            region,
            operation,
            "Orders",
            (START_MILLIS + at) * MILLI,
            ends,
            ok && attempts == 1 ? null : failure,
            ok));
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}
