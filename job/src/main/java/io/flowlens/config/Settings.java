package io.flowlens.config;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The values of options: what the application properties say, else the defaults. */
public final class Settings implements Serializable {
  private final Map<String, Serializable> values;

  Settings(Map<String, Serializable> values) {
    this.values = new HashMap<>(values);
  }

  /** Every option at its default. */
  public static Settings defaults() {
    return new Settings(Map.of());
  }

  /** The value of this option. */
  public <T> T get(Option<T> option) {
    Serializable value = values.get(option.group() + '/' + option.key());
    return value == null ? option.defaultValue() : option.type().cast(value);
  }

  /** The same settings with one more value. */
  public <T extends Serializable> Settings with(Option<T> option, T value) {
    Map<String, Serializable> next = new HashMap<>(values);
    next.put(option.group() + '/' + option.key(), value);
    return new Settings(next);
  }
}
