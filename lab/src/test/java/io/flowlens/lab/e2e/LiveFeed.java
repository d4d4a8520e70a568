package io.flowlens.lab.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A feed that goes on by itself while a test does something else; first with a storm in it. */
final class LiveFeed implements AutoCloseable {
  private static final long PANE_SECONDS = 10;

  private final Feed feed;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> done;
  private volatile boolean storm = true;
  private volatile boolean stopped;

  LiveFeed(Feed feed) {
    this.feed = feed;
    this.done = thread.submit(this::run);
  }

  private Void run() throws InterruptedException {
    while (!stopped || !isAmidPane()) {
      feed.tick(storm);
    }
    return null;
  }

  /**
   * So that event time, which stays where the last records leave it, does not hang on whether one
   * more millisecond ends a pane.
   */
  private static boolean isAmidPane() {
    long second = Instant.now().getEpochSecond() % PANE_SECONDS;
    return second >= 2 && second < 4;
  }

  /** Goes on until it holds, but no longer than this. */
  void until(Duration limit, Callable<Boolean> holds) throws Exception {
    Patience.await(limit, () -> done.isDone() || holds.call());
    if (done.isDone()) {
      done.get();
    }
  }

  /** Ends the storm. */
  void calm() {
    storm = false;
  }

  /** Ends the traffic. */
  void stop() throws Exception {
    stopped = true;
    done.get();
  }

  @Override
  public void close() {
    stopped = true;
    thread.shutdownNow();
  }
}
