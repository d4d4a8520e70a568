package io.flowlens.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads properties group by group and collects every fault on the way. */
final class Reading {
  private final List<Group> groups;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Serializable> values = new HashMap<>();
  private final Map<String, Map<String, String>> passed = new TreeMap<>();

  Reading(List<Group> groups) {
    this.groups = groups;
  }

  Settings read(Map<String, Properties> given) throws ConfigurationException {
    for (Group group : groups) {
      Map<String, Properties> members = new TreeMap<>();
      given.forEach((name, properties) -> addIf(group.matches(name), members, name, properties));
      if (members.isEmpty() && group.isOptional()) {
        continue;
      }
      if (members.isEmpty() && group.repeated()) {
        faults.add(group.name() + ": none is given, at least one is needed: " + group.doc());
      } else if (members.isEmpty()) {
        readMissing(group);
      }
      members.forEach((name, properties) -> readGroup(group, name, texts(properties)));
    }
    given.keySet().stream().sorted().forEach(this::checkKnown);
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return new Settings(values, passed);
  }

  private static void addIf(
      boolean member, Map<String, Properties> members, String name, Properties properties) {
    if (member) {
      members.put(name, properties);
    }
  }

  /** Blank counts as not given: deployment templates write what they have no value for as blank. */
  private static Map<String, String> texts(Properties properties) {
    Map<String, String> texts = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      String text = properties.getProperty(key).trim();
      if (!text.isEmpty()) {
        texts.put(key, text);
      }
    }
    return texts;
  }

  private void readMissing(Group group) {
    for (Option<?> option : group.options()) {
      readOption(option, group.name(), null);
    }
  }

  private void readGroup(Group group, String name, Map<String, String> texts) {
    Map<String, String> rest = new TreeMap<>(texts);
    for (Option<?> option : group.options()) {
      readOption(option, name, rest.remove(option.key()));
    }
    Map<String, String> through = new TreeMap<>();
    rest.forEach(
        (key, text) -> {
          if (group.passes(key)) {
            through.put(key, text);
          } else {
            faults.add(name + ": " + key + " is unknown" + hint(key, keysOf(group)));
          }
        });
    passed.put(name, through);
    group.faults(texts).forEach(fault -> faults.add(name + ": " + fault));
  }

  private <T> void readOption(Option<T> option, String group, String text) {
    if (text == null) {
      if (option.defaultValue() == null) {
        faults.add(group + ": " + option.key() + " is missing: " + OptionText.allowed(option));
      }
      return;
    }
    try {
      values.put(Settings.key(group, option), (Serializable) OptionText.parse(option, text));
    } catch (IllegalArgumentException e) {
      faults.add(
          String.format(
              "%s: %s = %s must be %s%s",
              group, option.key(), text, OptionText.allowed(option), example(option)));
    }
  }

  private static String example(Option<?> option) {
    return option.min() == null ? "" : ", for example " + OptionText.write(option.example());
  }

  private static List<String> keysOf(Group group) {
    return group.options().stream().map(Option::key).collect(Collectors.toList());
  }

  private void checkKnown(String given) {
    // The platform keeps its own settings in groups of this name.
    if (given.startsWith("kinesis.analytics.")) {
      return;
    }
    if (groups.stream().noneMatch(group -> group.matches(given))) {
      List<String> names =
          groups.stream().map(group -> group.nameLike(given)).collect(Collectors.toList());
      faults.add(given + " is an unknown group" + hint(given, names));
    }
  }

  private static String hint(String given, List<String> known) {
    String nearest = Nearest.to(given, known);
    return nearest != null
        ? ": did you mean " + nearest + "?"
        : known.isEmpty() ? "" : "; known are " + String.join(", ", known);
  }
}
