package io.flowlens.lab.evaluation.company;

import io.flowlens.lab.evaluation.company.Habit.Minute;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The company's telemetry, minute by minute: each process exports its spans when a minute is over.
 */
final class Day implements Serializable {
  /** A midnight, epoch milliseconds: 2026-01-05, a Monday. */
  static final long MIDNIGHT = 1_767_571_200_000L;

  private static final int TROUBLED_FROM_HOUR = 9;
  private static final int TROUBLED_TO_HOUR = 14;

  private final long seed;
  private final int from;
  private final int to;
  private final boolean troubled;
  private transient List<Habit> habits;

  private Day(long seed, int from, int to, boolean troubled) {
    this.seed = seed;
    this.from = from;
    this.to = to;
    this.troubled = troubled;
  }

  /** Hours of quiet days, counted from a midnight on. */
  static Day quiet(long seed, int fromHour, int toHour) {
    return new Day(seed, fromHour * 60, toHour * 60, false);
  }

  /** The hours of one day in which {@link Troubles} happen. */
  static Day troubled(long seed) {
    return new Day(seed, TROUBLED_FROM_HOUR * 60, TROUBLED_TO_HOUR * 60, true);
  }

  /** Its first minute, counted from the first midnight on. */
  int from() {
    return from;
  }

  /** The minute after its last. */
  int to() {
    return to;
  }

  private List<Habit> habits() {
    if (habits == null) {
      habits = troubled ? Company.troubledHabits() : Company.habits();
    }
    return habits;
  }

  /** How many services the company has on a quiet day. */
  static long services() {
    Day noon = quiet(1, 12, 13);
    Set<String> services = new TreeSet<>();
    for (int number = noon.from; number < noon.to; number++) {
      noon.calls(minute(number)).keySet().stream()
          .map(process -> process.substring(0, process.lastIndexOf(' ')))
          .forEach(services::add);
    }
    return services.size();
  }

  private static Minute minute(int number) {
    return new Minute(MIDNIGHT + number * 60_000L, number);
  }

  /** What arrives of a minute. */
  List<RawRecord> records(int number) {
    Minute minute = minute(number);
    List<RawRecord> records = new ArrayList<>();
    SplittableRandom ids = new SplittableRandom(seed * 7_919 + minute.number());
    for (List<Call> calls : calls(minute).values()) {
      calls.sort(Comparator.comparingLong(Call::endMillis));
      Call first = calls.get(0);
      for (byte[] export :
          first.caller().language().exports(first.caller(), first.instance(), calls, ids)) {
        records.add(record(export, minute));
      }
    }
    return records;
  }

  /** The calls of a minute whose spans arrive, by service, region and process. */
  private SortedMap<String, List<Call>> calls(Minute minute) {
    SortedMap<String, List<Call>> byProcess = new TreeMap<>();
    for (int i = 0; i < habits().size(); i++) {
      SplittableRandom random =
          new SplittableRandom((seed * 1_000 + i) * 1_000_003 + minute.number());
      SplittableRandom sampler = random.split();
      habits()
          .get(i)
          .minute(
              minute,
              random,
              call -> {
                if (isKept(call, sampler)) {
                  String process = call.caller().name() + ' ' + call.caller().region() + ' ';
                  byProcess
                      .computeIfAbsent(process + call.instance(), any -> new ArrayList<>())
                      .add(call);
                }
              });
    }
    return byProcess;
  }

  private static boolean isKept(Call call, SplittableRandom sampler) {
    double luck = sampler.nextDouble();
    return switch (call.caller().kept()) {
      case ALL -> true;
      case HEAD_5_PERCENT -> luck < 0.05;
      case ERRORS_AND_1_PERCENT -> !call.ok() || luck < 0.01;
    };
  }

  private static RawRecord record(byte[] data, Minute minute) {
    RawRecord record = new RawRecord();
    record.input = "company";
    record.evidence = Evidence.FAST;
    record.account = Caller.ACCOUNT;
    record.region = "us-east-1";
    record.stream = "spans";
    record.shardId = "";
    record.sequence = "";
    record.partitionKey = "";
    record.arrival = minute.start() + 62_000;
    record.data = data;
    return record;
  }
}
