package io.flowlens.lab.evaluation.company;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Something that is wrong for a while.
 *
 * @param type the anomaly type that should name it
 * @param from the minute in which it begins
 * @param to the minute after its last
 * @param habit what the service does, trouble or not; it looks at the minute
 */
record Trouble(String type, Caller caller, String table, int from, int to, Habit habit)
    implements Habit {
  @Override
  public void minute(Minute minute, SplittableRandom random, Consumer<Call> out) {
    habit.minute(minute, random, out);
  }
}
