package io.flowlens.lab.evaluation.company;

import io.flowlens.lab.evaluation.company.Call.Failure;
import io.flowlens.lab.evaluation.company.Call.Operation;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong on a troubled day, each at services and tables of its own. */
final class Troubles {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";

  private Troubles() {}

  static List<Trouble> all() {
    return List.of(
        storm(
            "carts",
            Language.PYTHON,
            Failure.ProvisionedThroughputExceededException,
            0.4,
            680,
            692),
        storm("shelves", Language.NODE, Failure.InternalServerError, 0.35, 630, 642),
        storm(
            "quotes", Language.JAVA, Failure.ProvisionedThroughputExceededException, 0.3, 780, 792),
        wrongRegion(),
        closedConnections(),
        unrecordedRetries());
  }

  /** Traffic that belongs to the troubles without being one. */
  static List<Habit> beside() {
    return List.of(
        Steady.near(Caller.of("places-eu", EU, Language.PYTHON, 2), "Places", Operation.GetItem, 1),
        Steady.near(
            Caller.of("places-us", US, Language.PYTHON, 2), "Places", Operation.GetItem, 1));
  }

  /** A share of attempts fails; the client makes three, and waits longer before each. */
  private static Trouble storm(
      String name, Language language, Failure error, double share, int from, int to) {
    Caller caller = Caller.of(name, US, language, 3);
    String table = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    Steady usual = Steady.near(caller, table, Operation.UpdateItem, 3);
    return new Trouble(
        "retry-cascade",
        caller,
        table,
        from,
        to,
        usual.with(
            (call, minute, random) -> {
              boolean on = minute.number() >= from && minute.number() < to;
              return on ? attempts(call, error, share, random) : call;
            }));
  }

  private static Call attempts(Call call, Failure error, double share, SplittableRandom random) {
    int failed = 0;
    while (failed < 3 && random.nextDouble() < share) {
      failed++;
    }
    Call tried = call.retried(Math.min(failed, 2));
    return failed == 3 ? tried.failing(error) : tried;
  }

  /** A release calls the other region's replica, though one answers at home. */
  private static Trouble wrongRegion() {
    Caller caller = Caller.of("geo", EU, Language.NODE, 3);
    Steady usual = Steady.near(caller, "Places", Operation.GetItem, 1);
    int from = 620;
    return new Trouble(
        "region-mismatch",
        caller,
        "Places",
        from,
        Integer.MAX_VALUE,
        usual.with(
            (call, minute, random) -> {
              boolean wrong = minute.number() >= from && random.nextInt(3) > 0;
              return wrong ? call.to(US, Steady.duration(82, random)) : call;
            }));
  }

  /** After a release connections close after five idle seconds; opening one takes 60 ms. */
  private static Trouble closedConnections() {
    Caller caller = Caller.of("letters", EU, Language.PYTHON, 2);
    Steady usual = Steady.near(caller, "Letters", Operation.GetItem, 0.25);
    int from = 640;
    return new Trouble(
        "cold-cache-spike",
        caller,
        "Letters",
        from,
        Integer.MAX_VALUE,
        (minute, random, out) -> {
          long[] last = {minute.start() - 60_000, minute.start() - 60_000};
          Steady.times(
              0.25,
              minute,
              random,
              at -> {
                Call call = usual.call(at, random);
                int number = call.instance().endsWith("0") ? 0 : 1;
                boolean idle = at - last[number] > 5_000;
                last[number] = at;
                boolean opens = minute.number() >= from && idle;
                out.accept(opens ? call.lasting(call.millis() + 60) : call);
              });
        });
  }

  /** Throttled as in a storm, but its spans show neither attempts nor failures: only time. */
  private static Trouble unrecordedRetries() {
    Caller caller = Caller.of("rates", US, Language.JAVA_WITHOUT_ATTEMPTS, 3);
    Steady usual = Steady.near(caller, "Rates", Operation.UpdateItem, 4);
    int from = 690;
    int to = 720;
    return new Trouble(
        "latency-tail",
        caller,
        "Rates",
        from,
        to,
        usual.with(
            (call, minute, random) -> {
              boolean on = minute.number() >= from && minute.number() < to;
              return on ? call.lasting(call.millis() + waits(random)) : call;
            }));
  }

  /** Two in five attempts fail; before the next one the client waits 25 ms, doubled each time. */
  private static double waits(SplittableRandom random) {
    double sum = 0;
    for (int attempt = 0; attempt < 8 && random.nextInt(5) < 2; attempt++) {
      sum += 3 + random.nextDouble() * 25 * (1 << attempt);
    }
    return sum;
  }
}
