package io.flowlens.lab.evaluation.company;

import io.flowlens.lab.evaluation.company.Call.Failure;
import io.flowlens.lab.evaluation.company.Call.Operation;
import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Calls of a table all day, more when people are busy. One in two hundred is retried once, one in
 * five thousand fails, one in three hundred is slow.
 *
 * @param perSecond at an average time of day
 * @param median milliseconds
 */
record Steady(
    Caller caller,
    String region,
    String table,
    Operation operation,
    double perSecond,
    double median)
    implements Habit {

  /** Calls of a table in the caller's region that take some milliseconds. */
  static Steady near(Caller caller, String table, Operation operation, double perSecond) {
    return new Steady(caller, caller.region(), table, operation, perSecond, 4);
  }

  @Override
  public void minute(Minute minute, SplittableRandom random, Consumer<Call> out) {
    times(perSecond * minute.busy(), minute, random, at -> out.accept(call(at, random)));
  }

  /** What is odd about a call. */
  interface Oddity extends Serializable {
    /** The call as it really goes. */
    Call of(Call usual, Minute minute, SplittableRandom random);
  }

  /** The same calls, each with this oddity. */
  Habit with(Oddity oddity) {
    return (minute, random, out) ->
        times(
            perSecond * minute.busy(),
            minute,
            random,
            at -> out.accept(oddity.of(call(at, random), minute, random)));
  }

  /** One of its calls, as it usually goes. */
  Call call(long at, SplittableRandom random) {
    String instance = caller.name() + '-' + random.nextInt(caller.instances());
    int items = operation == Operation.Query ? random.nextInt(1, 20) : 1;
    Call call =
        new Call(
            caller,
            instance,
            region,
            table,
            operation,
            at,
            duration(median, random),
            0,
            null,
            items);
    double luck = random.nextDouble();
    if (luck < 0.005) {
      return call.retried(1);
    }
    return luck < 0.0052 ? call.failing(Failure.InternalServerError) : call;
  }

  /** How long a call takes that usually takes so long; one in three hundred is slow. */
  static double duration(double median, SplittableRandom random) {
    double gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    double usual = median * Math.exp(0.3 * gauss * Math.cos(2 * Math.PI * random.nextDouble()));
    return random.nextInt(300) == 0 ? usual * random.nextDouble(5, 15) : usual;
  }

  /** Moments of a minute at which something happens that happens so often. */
  static void times(double perSecond, Minute minute, SplittableRandom random, LongConsumer out) {
    double at = -Math.log(1 - random.nextDouble()) / perSecond;
    while (at < 60) {
      out.accept(minute.start() + (long) (at * 1_000));
      at -= Math.log(1 - random.nextDouble()) / perSecond;
    }
  }
}
