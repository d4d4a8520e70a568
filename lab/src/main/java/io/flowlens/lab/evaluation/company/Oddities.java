package io.flowlens.lab.evaluation.company;

import io.flowlens.lab.evaluation.company.Call.Failure;
import io.flowlens.lab.evaluation.company.Call.Operation;
import io.flowlens.lab.evaluation.company.Caller.Sampling;
import java.util.List;

/** Habits that look like faults and are meant so, each in one line of the company's list. */
final class Oddities {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final double ACROSS = 82;

  private Oddities() {}

  static List<Habit> all() {
    return List.of(
        locks(),
        deduplication(),
        publicApi(),
        nightlyReport(),
        nightlyCopy(),
        hourlyBurst(),
        campaign(),
        canary(US),
        canary(EU),
        residence(US, EU),
        residence(EU, US),
        singleWriter(),
        reportOverStacks(),
        drill(US),
        drill(EU),
        functionWithColdStarts("thumbnails-fn", Language.PYTHON_FUNCTION),
        functionWithColdStarts("receipts-fn", Language.PYTHON_FUNCTION),
        configurationReader(),
        bigQueries(),
        poller(),
        hedging(),
        deploy("gateway", 10),
        deploy("stock", 15),
        pauses(),
        noisyNeighbour(),
        headSampled(),
        tailSampled(),
        telemetryHole(),
        strayClock());
  }

  /** Half of the attempts to take a lease find it taken. */
  private static Habit locks() {
    Steady usual =
        Steady.near(Caller.of("scheduler", US, Language.JAVA, 4), "Leases", Operation.PutItem, 1);
    return (minute, random, out) ->
        Steady.times(
            1,
            minute,
            random,
            at -> {
              Call call = usual.call(at, random);
              out.accept(
                  random.nextBoolean()
                      ? call.failing(Failure.ConditionalCheckFailedException)
                      : call);
            });
  }

  /** Nine in ten webhooks come a second time, and a condition on their key refuses them. */
  private static Habit deduplication() {
    return Steady.near(Caller.of("webhooks", EU, Language.NODE, 3), "Seen", Operation.PutItem, 0.8)
        .with(
            (call, minute, random) ->
                random.nextInt(10) > 0
                    ? call.failing(Failure.ConditionalCheckFailedException)
                    : call);
  }

  /** Strangers send what the table refuses. */
  private static Habit publicApi() {
    return Steady.near(
            Caller.of("public-api", US, Language.PYTHON, 3), "Notes", Operation.PutItem, 1)
        .with(
            (call, minute, random) ->
                random.nextInt(33) == 0 ? call.failing(Failure.ValidationException) : call);
  }

  /** A scan of a table for half an hour each night. */
  private static Habit nightlyReport() {
    Steady scan =
        new Steady(
            Caller.of("nightly-report", US, Language.PYTHON, 1),
            US,
            "Orders",
            Operation.Scan,
            6,
            35);
    return (minute, random, out) -> {
      if (minute.hourOfDay() == 2 && minute.minuteOfHour() < 30) {
        Steady.times(6, minute, random, at -> out.accept(scan.call(at, random).returning(300)));
      }
    };
  }

  /** A copy of the far region's table into this one, for a quarter of an hour each night. */
  private static Habit nightlyCopy() {
    Steady read =
        new Steady(
            Caller.of("archive-copy", US, Language.JAVA, 1),
            EU,
            "Ledger",
            Operation.Scan,
            3,
            ACROSS);
    return (minute, random, out) -> {
      if (minute.hourOfDay() == 3 && minute.minuteOfHour() < 15) {
        Steady.times(3, minute, random, at -> out.accept(read.call(at, random).returning(250)));
      }
    };
  }

  /** A workflow that starts on the hour, and calls much for two minutes. */
  private static Habit hourlyBurst() {
    Steady step =
        Steady.near(Caller.of("billing-run", EU, Language.JAVA, 2), "Invoices", Operation.Query, 8);
    return (minute, random, out) -> {
      if (minute.minuteOfHour() < 2) {
        Steady.times(8, minute, random, at -> out.accept(step.call(at, random)));
      }
    };
  }

  /** Five times as many customers at noon; one call in a hundred is throttled once. */
  private static Habit campaign() {
    Steady usual =
        Steady.near(Caller.of("offers", US, Language.NODE, 4), "Offers", Operation.GetItem, 1.5);
    return (minute, random, out) -> {
      boolean noon = minute.hourOfDay() == 12 && minute.minuteOfHour() < 20;
      Steady.times(
          1.5 * minute.busy() * (noon ? 5 : 1),
          minute,
          random,
          at -> {
            Call call = usual.call(at, random);
            out.accept(noon && random.nextInt(100) == 0 ? call.retried(1) : call);
          });
    };
  }

  /** A probe that asks each region's replica every thirty seconds. */
  private static Habit canary(String home) {
    Caller probe = Caller.of("canary", home, Language.NODE, 1);
    Steady near = new Steady(probe, home, "Profiles", Operation.GetItem, 1, 4);
    String far = home.equals(US) ? EU : US;
    return (minute, random, out) -> {
      for (int half = 0; half < 2; half++) {
        long at = minute.start() + 30_000L * half;
        out.accept(near.call(at, random));
        out.accept(near.call(at + 50, random).to(far, Steady.duration(ACROSS, random)));
      }
    };
  }

  /** Customers are served from their home's replica: three in a hundred are travelling. */
  private static Habit residence(String home, String far) {
    Caller caller = Caller.of("profile-" + home.substring(0, 2), home, Language.PYTHON, 3);
    return Steady.near(caller, "Profiles", Operation.GetItem, 1.2)
        .with(
            (call, minute, random) ->
                random.nextInt(33) == 0 ? call.to(far, Steady.duration(ACROSS, random)) : call);
  }

  /** All writes go to one region, reads stay near. */
  private static Habit singleWriter() {
    Caller caller = Caller.of("catalog-admin", EU, Language.JAVA, 2);
    Steady reads = Steady.near(caller, "Catalog", Operation.GetItem, 1);
    Steady writes = new Steady(caller, US, "Catalog", Operation.UpdateItem, 0.4, ACROSS);
    return (minute, random, out) -> {
      reads.minute(minute, random, out);
      writes.minute(minute, random, out);
    };
  }

  /** Each region has a stack of its own with a table of this name; a report reads both. */
  private static Habit reportOverStacks() {
    Caller caller = Caller.of("fleet-report", US, Language.PYTHON, 1);
    Steady own = Steady.near(caller, "Settings", Operation.Query, 1);
    return (minute, random, out) -> {
      if (minute.minuteOfHour() % 10 == 0) {
        for (int i = 0; i < 20; i++) {
          long at = minute.start() + 500L * i;
          out.accept(own.call(at, random));
          out.accept(own.call(at + 100, random).to(EU, Steady.duration(ACROSS, random)));
        }
      }
    };
  }

  /** At eleven both services of the shop leave Ireland for half an hour, as practised. */
  private static Habit drill(String home) {
    Caller caller = Caller.of("basket-" + home.substring(0, 2), home, Language.JAVA, 3);
    return Steady.near(caller, "Baskets", Operation.GetItem, 1.5)
        .with(
            (call, minute, random) -> {
              boolean left =
                  home.equals(EU) && minute.hourOfDay() == 11 && minute.minuteOfHour() < 30;
              return left ? call.to(US, Steady.duration(ACROSS, random)) : call;
            });
  }

  /** A new environment every minute or so: its first call opens a connection. */
  private static Habit functionWithColdStarts(String name, Language language) {
    return Steady.near(Caller.of(name, US, language, 8), "Images", Operation.PutItem, 0.8)
        .with(
            (call, minute, random) -> {
              long at = call.startMillis();
              String environment = call.instance() + '-' + at / 400_000;
              return random.nextInt(50) == 0
                  ? call.from(environment + 'n' + at).lasting(random.nextDouble(120, 260))
                  : call.from(environment);
            });
  }

  /** Reads its settings once a minute, through a connection that has closed since. */
  private static Habit configurationReader() {
    Steady usual =
        Steady.near(
            Caller.of("edge-proxy", EU, Language.NODE, 1), "Settings", Operation.GetItem, 1);
    return (minute, random, out) ->
        out.accept(usual.call(minute.start() + 5_000, random).lasting(random.nextDouble(60, 90)));
  }

  /** Reads four hundred items each minute, and single ones between. */
  private static Habit bigQueries() {
    Caller caller = Caller.of("recommender", US, Language.PYTHON, 1);
    Steady single = Steady.near(caller, "Purchases", Operation.GetItem, 0.2);
    Steady query = Steady.near(caller, "Purchases", Operation.Query, 1);
    return (minute, random, out) -> {
      single.minute(minute, random, out);
      out.accept(
          query
              .call(minute.start() + 40_000, random)
              .returning(400)
              .lasting(random.nextDouble(90, 140)));
    };
  }

  /** Asks every second whether there is work; mostly there is none. */
  private static Habit poller() {
    Steady usual =
        Steady.near(Caller.of("worker", EU, Language.PYTHON, 2), "Jobs", Operation.Query, 1);
    return (minute, random, out) -> {
      for (int second = 0; second < 60; second++) {
        out.accept(usual.call(minute.start() + second * 1_000L, random).returning(0));
      }
    };
  }

  /** Sends a second request where the first takes 12 ms, and cancels the slower one. */
  private static Habit hedging() {
    Steady usual =
        Steady.near(Caller.of("search", US, Language.JAVA, 3), "Index", Operation.GetItem, 1.5);
    return (minute, random, out) ->
        Steady.times(
            1.5 * minute.busy(),
            minute,
            random,
            at -> {
              Call call = usual.call(at, random);
              if (call.millis() < 6) {
                out.accept(call);
              } else {
                out.accept(call.lasting(10).failing(Failure.AbortError));
                out.accept(usual.call(at + 6, random).lasting(4));
              }
            });
  }

  /** All instances are replaced within ten minutes; each one's first calls open connections. */
  private static Habit deploy(String name, int hour) {
    return Steady.near(Caller.of(name, US, Language.JAVA, 6), "Stock", Operation.GetItem, 2)
        .with(
            (call, minute, random) -> {
              int number = call.instance().charAt(call.instance().length() - 1) - '0';
              int since = minute.minuteOfDay() - hour * 60 - 2 * number;
              String version = "-v" + (minute.day() * 2 + (since >= 0 ? 1 : 0));
              Call ofVersion = call.from(call.instance() + version);
              boolean fresh = since == 0 && call.startMillis() % 60_000 < 4_000;
              return fresh ? ofVersion.lasting(random.nextDouble(80, 200)) : ofVersion;
            });
  }

  /** One instance stands still for a second or two, now and then. */
  private static Habit pauses() {
    Steady usual =
        Steady.near(Caller.of("pricing", EU, Language.JAVA, 3), "Prices", Operation.GetItem, 1.5);
    return (minute, random, out) -> {
      boolean pause = random.nextInt(90) == 0;
      Steady.times(
          1.5 * minute.busy(),
          minute,
          random,
          at -> {
            Call call = usual.call(at, random);
            long into = at - minute.start();
            boolean stands = pause && call.instance().endsWith("0") && into < 2_000;
            out.accept(stands ? call.lasting(2_000 - into + call.millis()) : call);
          });
    };
  }

  /** The table answers half as fast again for twenty minutes. */
  private static Habit noisyNeighbour() {
    return Steady.near(Caller.of("reviews", US, Language.NODE, 3), "Reviews", Operation.Query, 1.2)
        .with(
            (call, minute, random) -> {
              boolean noisy = minute.hourOfDay() == 16 && minute.minuteOfHour() < 20;
              return noisy ? call.lasting(call.millis() * 1.5) : call;
            });
  }

  /** One trace in twenty, and nothing in the spans shows that the others are missing. */
  private static Habit headSampled() {
    Caller caller = Caller.of("tracking", US, Language.JAVA, 4).kept(Sampling.HEAD_5_PERCENT);
    return Steady.near(caller, "Tracks", Operation.PutItem, 10);
  }

  /** All traces with an error, and one in a hundred of the others: four in a thousand fail. */
  private static Habit tailSampled() {
    Caller caller = Caller.of("ads", US, Language.PYTHON, 6).kept(Sampling.ERRORS_AND_1_PERCENT);
    return Steady.near(caller, "Clicks", Operation.PutItem, 30)
        .with(
            (call, minute, random) ->
                random.nextInt(250) == 0
                    ? call.retried(2).failing(Failure.ProvisionedThroughputExceededException)
                    : call);
  }

  /** For ten minutes its spans do not arrive; the service works. */
  private static Habit telemetryHole() {
    Steady usual =
        Steady.near(
            Caller.of("loyalty", EU, Language.PYTHON, 2), "Points", Operation.UpdateItem, 1);
    return (minute, random, out) -> {
      if (minute.hourOfDay() != 13 || minute.minuteOfHour() >= 10) {
        usual.minute(minute, random, out);
      }
    };
  }

  /** Its clock is a minute and a half slow. */
  private static Habit strayClock() {
    Steady usual =
        Steady.near(
            Caller.of("legacy-crm", EU, Language.JAVA, 1), "Accounts", Operation.Query, 0.5);
    return (minute, random, out) ->
        usual.minute(minute, random, call -> out.accept(call.at(call.startMillis() - 90_000)));
  }
}
