package io.flowlens.log;

import java.util.Arrays;

/**
 * What may be logged of an exception: its class and where it was thrown. Its message is left out,
 * because it may repeat the input that led to it.
 */
final class Stack extends Exception {
  /** Enough to see where; a stack that overflowed has a thousand. */
  private static final int FRAMES = 40;

  Stack(Throwable exception) {
    super(
        exception.getClass().getName(),
        exception.getCause() == null ? null : new Stack(exception.getCause()));
    StackTraceElement[] frames = exception.getStackTrace();
    setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, FRAMES)));
  }
}
