package io.flowlens.model;

/** What a signal measures, and in which unit. Stored by name: none is ever renamed. */
public enum SignalKind {
  /** Somebody changed a table or a function; the value is 1. */
  CONFIGURATION_CHANGE("1"),
  /** A function was invoked; the value is how long its handler ran, NaN where that is unknown. */
  INVOCATION("ms"),
  /** A function's environment was started; the value is how long that took. */
  COLD_START("ms"),
  /** An invocation failed; the value is 1. */
  INVOCATION_FAILED("1");

  private final String unit;

  SignalKind(String unit) {
    this.unit = unit;
  }

  /** The unit of the value, such as {@code ms}; {@code 1} for a count. */
  public String unit() {
    return unit;
  }
}
