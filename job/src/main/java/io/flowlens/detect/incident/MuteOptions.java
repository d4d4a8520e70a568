package io.flowlens.detect.incident;

import io.flowlens.config.Group;
import io.flowlens.config.NamePattern;
import io.flowlens.config.Option;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which anomalies are known, in groups {@code Mute.<name>}, or meant, in {@code Intended.<name>}.
 */
public final class MuteOptions {
  static final String MUTE = "Mute.<name>";
  static final String INTENDED = "Intended.<name>";

  private static final String NODE_DOC =
      " `*` stands for any characters. A pattern with `:` is for the node's id, such as"
          + " `table:111122223333:us-east-1:Orders`; others are for its name.";

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?Z)?";

  private MuteOptions() {}

  /** The groups; a type of anomaly that they name must be one of these. */
  public static List<Group> groups(Collection<String> types) {
    return List.of(
        group(
            MUTE,
            "Anomalies that are known: until a date nobody is called for them. They are still recorded, with severity `info`"
                + " and the reason in `muted`. Optional; any number of groups. An anomaly is muted where all keys that"
                + " are given fit; one of `type`, `node`, `from` and `to` is needed.",
            List.of(
                type(MUTE),
                node(MUTE),
                from(MUTE),
                to(MUTE),
                reason(MUTE, "OPS-1432: mended on Friday"),
                until()),
            types),
        group(
            INTENDED,
            "Traffic that is meant: as `Mute`, but without an end. Example: `type` = `region-mismatch`, `from` ="
                + " `report-*`, `reason` = `reads all regions`.",
            List.of(
                type(INTENDED),
                node(INTENDED),
                from(INTENDED),
                to(INTENDED),
                reason(INTENDED, "the monthly report reads all regions")),
            types));
  }

  private static Group group(
      String name, String doc, List<Option<?>> options, Collection<String> types) {
    return Group.of(name, doc, options).optional().checked(texts -> faults(texts, types));
  }

  static Option<String> type(String group) {
    return Option.pattern(
        group,
        "type",
        "",
        "[a-z]+(-[a-z]+)*",
        "retry-cascade",
        "The type of the anomaly; any by default.");
  }

  static Option<String> node(String group) {
    return pattern(
        group,
        "node",
        "The node that the anomaly is rooted at, or either end of its root edge." + NODE_DOC);
  }

  static Option<String> from(String group) {
    return pattern(group, "from", "Where the root edge starts." + NODE_DOC);
  }

  static Option<String> to(String group) {
    return pattern(group, "to", "Where the root edge ends." + NODE_DOC);
  }

  static Option<String> reason(String group, String example) {
    return Option.pattern(
        group,
        "reason",
        null,
        ".{3,200}",
        example,
        "Why, for whoever reads the anomaly: a ticket, a sentence.");
  }

  static Option<String> until() {
    return Option.pattern(
        MUTE,
        "until",
        null,
        DATE,
        "2026-12-24",
        "When it ends: a day (its start, UTC) or a time such as `2026-12-24T18:00Z`. An anomaly that goes on then has"
            + " its own severity again.");
  }

  private static Option<String> pattern(String group, String key, String doc) {
    return Option.pattern(group, key, "", "[^\\s|,]+", "orders-*", doc);
  }

  /**
   * The time that this text names, epoch milliseconds.
   *
   * @throws DateTimeException if there is no such day or time
   */
  static long time(String until) {
    return until.contains("T")
        ? OffsetDateTime.parse(until).toInstant().toEpochMilli()
        : LocalDate.parse(until).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static List<String> faults(Map<String, String> texts, Collection<String> types) {
    List<String> faults = new ArrayList<>();
    String type = texts.get("type");
    if (type != null && !types.contains(type)) {
      faults.add(
          "type = " + type + " is no type of anomaly: " + String.join(", ", new TreeSet<>(types)));
    }
    if (type == null && List.of("node", "from", "to").stream().noneMatch(texts::containsKey)) {
      faults.add("one of type, node, from and to is needed, else it would mute everything");
    }
    for (String key : List.of("node", "from", "to")) {
      if (texts.containsKey(key)) {
        addIfBad(key, texts.get(key), faults);
      }
    }
    String until = texts.getOrDefault("until", "");
    if (until.matches(DATE)) {
      try {
        time(until);
      } catch (DateTimeException e) {
        faults.add("until = " + until + " is no day or time that there is");
      }
    }
    return faults;
  }

  private static void addIfBad(String key, String pattern, List<String> faults) {
    try {
      NamePattern.of(pattern);
    } catch (IllegalArgumentException e) {
      faults.add(key + ": " + e.getMessage());
    }
  }
}
