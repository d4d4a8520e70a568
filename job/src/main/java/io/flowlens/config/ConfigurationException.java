package io.flowlens.config;

import java.util.List;

/** Says everything that is wrong with the configuration, a line for each fault. */
public final class ConfigurationException extends Exception {
  private final List<String> faults;

  /** With all the faults, each a sentence without a full stop. */
  public ConfigurationException(List<String> faults) {
    super(
        (faults.size() == 1
                ? "The configuration has a fault:\n  "
                : "The configuration has " + faults.size() + " faults:\n  ")
            + String.join("\n  ", faults),
        null,
        false,
        false);
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
