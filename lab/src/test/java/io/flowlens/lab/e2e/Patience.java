package io.flowlens.lab.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for something that another process does. */
final class Patience {
  private static final long POLL_MILLIS = 500;

  private Patience() {}

  /** Waits until it holds, or until the time is over: then the test says what is missing. */
  static void await(Duration limit, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.call() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until this value has been the same for so long, or until the time is over. */
  static <T> T awaitRest(Duration rest, Duration limit, Callable<T> value) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    T last = value.call();
    long since = System.nanoTime();
    while (System.nanoTime() - since < rest.toNanos() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
      T now = value.call();
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
    }
    return last;
  }
}
