package io.flowlens.log;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs at most so many lines a minute, and with the first line of a later minute how many it left
 * out: what may happen with every record must not fill the log. For one thread.
 */
public final class LimitedLog {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Logger logger;
  private final int perMinute;
  private final LongSupplier nanos;

  private long minute;
  private int lines;
  private long leftOut;

  /** For what this class does, so many lines a minute. */
  public LimitedLog(Class<?> of, int perMinute) {
    this(of, perMinute, System::nanoTime);
  }

  LimitedLog(Class<?> of, int perMinute, LongSupplier nanos) {
    this.logger = LoggerFactory.getLogger(of);
    this.perMinute = perMinute;
    this.nanos = nanos;
    this.minute = nanos.getAsLong();
  }

  /** Logs what happened, with {@code {}} for each argument. */
  public void info(String message, Object... arguments) {
    if (mayLog()) {
      logger.info(message, arguments);
    }
  }

  /** Logs what went wrong, with the exception's stack but not its message: see {@link Stack}. */
  public void error(String message, Throwable exception) {
    if (mayLog()) {
      logger.error(message, new Stack(exception));
    }
  }

  private boolean mayLog() {
    long now = nanos.getAsLong();
    if (now - minute >= MINUTE_NANOS) {
      minute = now;
      lines = 0;
      if (leftOut > 0) {
        logger.warn("{} lines were left out, as more than {} came in a minute", leftOut, perMinute);
        leftOut = 0;
      }
    }
    if (lines == perMinute) {
      leftOut++;
      return false;
    }
    lines++;
    return true;
  }
}
