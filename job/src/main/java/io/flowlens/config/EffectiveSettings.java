package io.flowlens.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a program runs with, given or by default, as text that may be logged. */
public final class EffectiveSettings {
  private static final String MASK = "****";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i).*(secret|password|passwd|passphrase|token|api.?key|access.?key|private.?key).*");

  /** A key id, secret key or session token of AWS, or a password in an address. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "A[A-Z]IA[A-Z0-9]{16}|[A-Za-z0-9/+=]{40}|[A-Za-z0-9/+=]{100,}|.*//[^/@]*:[^/@]*@.*");

  private EffectiveSettings() {}

  /**
   * A line for each group, such as {@code Flow: lateness = 2 min, max.edges = 50000}. What looks
   * like a credential is masked.
   */
  public static List<String> lines(Options options, Settings settings) {
    List<String> lines = new ArrayList<>();
    for (Group group : options.groups()) {
      if (group.repeated()) {
        for (String name : settings.names(group.name())) {
          lines.add(line(group, group.stem() + name, settings));
        }
      } else {
        lines.add(line(group, group.name(), settings));
      }
    }
    return lines;
  }

  private static String line(Group group, String name, Settings settings) {
    Map<String, String> values = new TreeMap<>(settings.entries(name));
    for (Option<?> option : group.options()) {
      Object value = settings.valueIn(name, option);
      values.put(option.key(), value == null ? "" : OptionText.write(value));
    }
    return name
        + ": "
        + values.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> entry.getKey() + " = " + masked(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String masked(String key, String value) {
    boolean secret = SECRET_KEY.matcher(key).matches() || SECRET_VALUE.matcher(value).matches();
    return secret ? MASK : value;
  }
}
