package io.flowlens.detect.incident;

import io.flowlens.config.NamePattern;
import io.flowlens.config.Settings;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Muted;
import io.flowlens.model.Node;
import io.flowlens.model.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Marks the anomalies for which, by the settings, nobody is called. */
public final class Mutes implements Serializable {
  private final List<Rule> rules = new ArrayList<>();

  /**
   * Those of the groups {@code Mute.<name>} and {@code Intended.<name>}, in this order, by name.
   */
  public Mutes(Settings settings) {
    for (String group : List.of(MuteOptions.MUTE, MuteOptions.INTENDED)) {
      for (String name : settings.names(group)) {
        rules.add(new Rule(settings, group, name));
      }
    }
  }

  /** Marks the anomaly with the first rule that fits it; its severity is then information. */
  public void apply(Anomaly anomaly) {
    for (Rule rule : rules) {
      if (rule.fits(anomaly)) {
        anomaly.muted = Muted.of(rule.reason, rule.until);
        anomaly.explanation.severity = Severity.INFO;
        return;
      }
    }
  }

  private static final class Rule implements Serializable {
    private final String type;
    private final List<NamePattern> node;
    private final List<NamePattern> from;
    private final List<NamePattern> to;
    private final String reason;
    private final long until;

    Rule(Settings settings, String group, String name) {
      type = settings.get(MuteOptions.type(group), name);
      node = NamePattern.list(settings.get(MuteOptions.node(group), name));
      from = NamePattern.list(settings.get(MuteOptions.from(group), name));
      to = NamePattern.list(settings.get(MuteOptions.to(group), name));
      reason = settings.get(MuteOptions.reason(group, ""), name);
      until =
          group.equals(MuteOptions.MUTE)
              ? MuteOptions.time(settings.get(MuteOptions.until(), name))
              : 0;
    }

    boolean fits(Anomaly anomaly) {
      Node start = anomaly.root.start();
      Node end = anomaly.root.end();
      boolean isEdge = anomaly.root.edge != null;
      return (type.isEmpty() || type.equals(anomaly.type))
          && (until == 0 || anomaly.updatedAt < until)
          && (node.isEmpty() || fits(node, start) || fits(node, end))
          && (from.isEmpty() || (isEdge && fits(from, start)))
          && (to.isEmpty() || (isEdge && fits(to, end)));
    }

    private static boolean fits(List<NamePattern> patterns, Node node) {
      return patterns.stream()
          .anyMatch(pattern -> pattern.matches(pattern.isForIds() ? node.id() : node.name));
    }
  }
}
