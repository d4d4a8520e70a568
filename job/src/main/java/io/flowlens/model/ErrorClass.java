package io.flowlens.model;

import java.util.Locale;

/**
 * Why an attempt failed, by the error's name, never by its HTTP status (DynamoDB throttles with
 * status 400).
 *
 * <p>The order is that of {@link FlowEvent#errors} and {@link Pane#errors}: never change it, only
 * append.
 */
public enum ErrorClass {
  /** No capacity: provisioned throughput, request limits, account limits, hot key ranges. */
  THROTTLED,
  /** Another writer held the item: transaction conflicts, replicated write conflicts. */
  CONFLICT,
  /** A condition of the write was not met. */
  CONDITIONAL,
  /** No answer in time. */
  TIMEOUT,
  /** The service failed. */
  SERVER,
  /** The request was wrong: validation, access, missing table. */
  CLIENT,
  /** Anything else. */
  OTHER;

  /** How many classes there are: the length of every error count array. */
  public static final int COUNT = values().length;

  private static final ErrorClass[] ALL = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in JSON, for example {@code throttled}. */
  public String label() {
    return label;
  }

  /** Whether another try may succeed where this one failed. */
  public boolean isWorthRetrying() {
    return this != CONDITIONAL && this != CLIENT;
  }

  /** The class at this position. */
  public static ErrorClass at(int ordinal) {
    return ALL[ordinal];
  }
}
