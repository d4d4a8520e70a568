package io.flowlens.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** All property groups that a program knows: what given properties are checked against. */
public final class Options {
  private final List<Group> groups;

  private Options(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /** The groups, in the order in which docs/configuration.md shows them. */
  public static Options of(Group... groups) {
    return checked(List.of(groups));
  }

  /** The same with more groups. */
  public Options and(List<Group> more) {
    List<Group> all = new ArrayList<>(groups);
    all.addAll(more);
    return checked(all);
  }

  /** The same with more options, each in the group it names. */
  public Options and(String doc, Collection<? extends Option<?>> options) {
    Map<String, List<Option<?>>> byGroup = new LinkedHashMap<>();
    options.forEach(o -> byGroup.computeIfAbsent(o.group(), g -> new ArrayList<>()).add(o));
    List<Group> more = new ArrayList<>(groups);
    byGroup.forEach((name, members) -> more.add(Group.of(name, doc, members)));
    return checked(more);
  }

  private static Options checked(List<Group> groups) {
    Set<String> seen = new HashSet<>();
    for (Group group : groups) {
      claim(seen, group.name());
      for (Option<?> option : group.options()) {
        if (!option.group().equals(group.name())) {
          throw new IllegalArgumentException(option.key() + " is not of group " + group.name());
        }
        claim(seen, Settings.key(group.name(), option));
      }
    }
    return new Options(groups);
  }

  private static void claim(Set<String> seen, String name) {
    if (!seen.add(name)) {
      throw new IllegalArgumentException(name + " is declared twice");
    }
  }

  public List<Group> groups() {
    return groups;
  }

  /**
   * Reads the values that application properties give.
   *
   * @throws ConfigurationException with every fault that there is
   */
  public Settings read(Map<String, Properties> given) throws ConfigurationException {
    return new Reading(groups).read(given);
  }
}
