package io.flowlens.look.pull;

import java.time.Duration;

/** Waits between two calls, so that a pull never uses up an account's quota. */
final class Pause {
  private Pause() {}

  /**
   * Waits.
   *
   * @throws IllegalStateException if the thread is interrupted
   */
  static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The pull was interrupted.", e);
    }
  }
}
