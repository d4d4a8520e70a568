package io.flowlens.lab.evaluation.company;

import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What a service does day by day. */
interface Habit extends Serializable {
  /**
   * Makes its calls of one minute, in any order.
   *
   * @param minute minutes since the first midnight
   * @param random its own, so that what others do changes nothing of it
   */
  void minute(Minute minute, SplittableRandom random, Consumer<Call> out);

  /**
   * A minute of the company's time.
   *
   * @param start epoch milliseconds
   * @param number minutes since the first midnight
   */
  record Minute(long start, int number) {
    int hourOfDay() {
      return number / 60 % 24;
    }

    int minuteOfHour() {
      return number % 60;
    }

    int minuteOfDay() {
      return number % (24 * 60);
    }

    int day() {
      return number / (24 * 60);
    }

    /** How busy people are, around 1: least at four in the morning, most in the afternoon. */
    double busy() {
      return 1 - 0.7 * Math.cos((minuteOfDay() - 240) * 2 * Math.PI / 1_440);
    }
  }
}
