package io.flowlens.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values of options: what the application properties say, else the defaults. */
public final class Settings implements Serializable {
  private final HashMap<String, Serializable> values;

  /** By group as given: keys that are let through as they are. */
  private final TreeMap<String, TreeMap<String, String>> entries;

  Settings(
      Map<String, ? extends Serializable> values,
      Map<String, ? extends Map<String, String>> entries) {
    this.values = new HashMap<>(values);
    this.entries = new TreeMap<>();
    entries.forEach((group, map) -> this.entries.put(group, new TreeMap<>(map)));
  }

  /** Every option at its default. */
  public static Settings defaults() {
    return new Settings(Map.of(), Map.of());
  }

  /** The value of this option. */
  public <T> T get(Option<T> option) {
    return value(option, option.group());
  }

  /** The value of this option in the group of the thing with this name. */
  public <T> T get(Option<T> option, String name) {
    return value(option, option.group().replace("<name>", name));
  }

  private <T> T value(Option<T> option, String group) {
    Serializable value = values.get(key(group, option));
    return value == null ? option.defaultValue() : option.type().cast(value);
  }

  /** The value of this option in the group of this name. */
  Object valueIn(String group, Option<?> option) {
    Object value = values.get(key(group, option));
    return value == null ? option.defaultValue() : value;
  }

  /** The names, sorted, of the things that a repeated group such as {@code Input.<name>} is for. */
  public List<String> names(String repeatedGroup) {
    String stem = repeatedGroup.replace("<name>", "");
    List<String> names = new ArrayList<>();
    for (String given : entries.keySet()) {
      if (given.startsWith(stem)) {
        names.add(given.substring(stem.length()));
      }
    }
    return names;
  }

  /** The keys that this group lets through as they are, with their values; sorted by key. */
  public Map<String, String> entries(String group) {
    return new TreeMap<>(entries.getOrDefault(group, new TreeMap<>()));
  }

  /** The same settings with one more value. */
  public <T extends Serializable> Settings with(Option<T> option, T value) {
    Map<String, Serializable> next = new HashMap<>(values);
    next.put(key(option.group(), option), value);
    return new Settings(next, entries);
  }

  static String key(String group, Option<?> option) {
    return group + '/' + option.key();
  }
}
