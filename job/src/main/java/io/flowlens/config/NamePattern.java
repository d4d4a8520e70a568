package io.flowlens.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A pattern for names: each {@code *} stands for any characters, all others for themselves. */
public final class NamePattern implements Serializable {
  private static final Pattern SENSIBLE = Pattern.compile("[A-Za-z0-9_.:/@%*-]+");

  private final Pattern pattern;
  private final boolean forIds;

  private NamePattern(Pattern pattern, boolean forIds) {
    this.pattern = pattern;
    this.forIds = forIds;
  }

  /**
   * A pattern such as {@code orders-*}.
   *
   * @throws IllegalArgumentException if it holds a character that is in no name
   */
  public static NamePattern of(String text) {
    if (!SENSIBLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no pattern for names: use letters, digits, _ . : / @ % - and * for any characters");
    }
    StringBuilder regex = new StringBuilder();
    for (String literal : text.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
    }
    return new NamePattern(Pattern.compile(regex.toString()), text.indexOf(':') >= 0);
  }

  /**
   * Patterns with commas between.
   *
   * @throws IllegalArgumentException if one of them holds a character that is in no name
   */
  public static List<NamePattern> list(String text) {
    List<NamePattern> patterns = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        patterns.add(of(part.trim()));
      }
    }
    return patterns;
  }

  /**
   * Whether it is meant for ids of nodes, whose parts have {@code :} between, and not for names.
   */
  public boolean isForIds() {
    return forIds;
  }

  /** Whether the whole name is as the pattern says. */
  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
