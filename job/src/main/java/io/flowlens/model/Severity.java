package io.flowlens.model;

import java.util.Locale;

/** How much an anomaly hurts. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The word used in JSON. */
  public String label() {
    return label;
  }
}
