package io.flowlens.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A property group: the options in it, and which other keys it lets through. */
public final class Group {
  /** Stands in a group's name for the part that each of several groups has of its own. */
  private static final String NAME = "<name>";

  private final String name;
  private final String doc;
  private final List<Option<?>> options;
  private final List<String> prefixes;
  private final Function<Map<String, String>, List<String>> check;
  private final boolean optional;

  private Group(
      String name,
      String doc,
      List<Option<?>> options,
      List<String> prefixes,
      Function<Map<String, String>, List<String>> check,
      boolean optional) {
    this.name = name;
    this.doc = doc;
    this.options = List.copyOf(options);
    this.prefixes = List.copyOf(prefixes);
    this.check = check;
    this.optional = optional;
  }

  /**
   * A group of options.
   *
   * @param name such as {@code Flow}, or {@code Input.<name>} where there is one group for each of
   *     several things; then at least one is needed
   * @param doc what it is about, for docs/configuration.md
   */
  public static Group of(String name, String doc, Collection<? extends Option<?>> options) {
    return new Group(name, doc, new ArrayList<>(options), List.of(), entries -> List.of(), false);
  }

  /**
   * Lets keys through that begin like this, as they are; an empty prefix lets every key through.
   */
  public Group passing(String... keyPrefixes) {
    return new Group(name, doc, options, List.of(keyPrefixes), check, optional);
  }

  /**
   * Checks what the options cannot say of themselves.
   *
   * @param faults from all given keys and values of the group to sentences that say what is wrong
   */
  public Group checked(Function<Map<String, String>, List<String>> faults) {
    return new Group(name, doc, options, prefixes, faults, optional);
  }

  /** Lets the group be left out as a whole, even where an option of it must be given. */
  public Group optional() {
    return new Group(name, doc, options, prefixes, check, true);
  }

  public String name() {
    return name;
  }

  public String doc() {
    return doc;
  }

  public List<Option<?>> options() {
    return options;
  }

  /** The key prefixes that are let through. */
  public List<String> prefixes() {
    return prefixes;
  }

  boolean isOptional() {
    return optional;
  }

  /** Whether there is one such group for each of several things. */
  boolean repeated() {
    return name.endsWith(NAME);
  }

  /** Whether this is the definition of a group that was given. */
  boolean matches(String given) {
    return repeated()
        ? given.startsWith(stem()) && given.substring(stem().length()).matches("[A-Za-z0-9_-]+")
        : given.equals(name);
  }

  /** The name without the part that varies, for example {@code Input.}. */
  String stem() {
    return repeated() ? name.substring(0, name.length() - NAME.length()) : name;
  }

  /** The name that such a group would have if the given one is a mistyped one of them. */
  String nameLike(String given) {
    int dot = given.indexOf('.');
    return repeated() && dot > 0 && dot < given.length() - 1
        ? stem() + given.substring(dot + 1)
        : name;
  }

  boolean passes(String key) {
    return prefixes.stream().anyMatch(key::startsWith);
  }

  List<String> faults(Map<String, String> entries) {
    return check.apply(entries);
  }
}
