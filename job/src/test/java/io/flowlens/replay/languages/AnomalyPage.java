package io.flowlens.replay.languages;

import com.fasterxml.jackson.databind.JsonNode;

/** What an anomaly says to whoever is on call. */
final class AnomalyPage {
  private AnomalyPage() {}

  static String of(JsonNode anomaly) {
    StringBuilder page = new StringBuilder();
    page.append(anomaly.get("summary").asText()).append('\n');
    page.append(text(anomaly, "status"))
        .append(" from ")
        .append(text(anomaly, "startedAt"))
        .append(" to ")
        .append(text(anomaly, "resolvedAt"))
        .append('\n');
    page.append(anomaly.get("severity").asText())
        .append(", confidence ")
        .append(anomaly.get("confidence").asText())
        .append('\n');
    anomaly
        .get("findings")
        .forEach(finding -> page.append("finding: ").append(finding.asText()).append('\n'));
    for (JsonNode measure : anomaly.get("measures")) {
      page.append("measure: %s %.3f\n".formatted(text(measure, "name"), number(measure)));
    }
    anomaly
        .get("counterEvidence")
        .forEach(check -> page.append("checked: ").append(check.asText()).append('\n'));
    for (JsonNode advice : anomaly.get("recommendations")) {
      page.append("do: ").append(text(advice, "action")).append('\n');
      page.append("  where: ").append(text(advice, "where")).append('\n');
      page.append("  why: ").append(text(advice, "why")).append('\n');
    }
    return page.toString();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asText();
  }

  private static double number(JsonNode measure) {
    return measure.get("observed").asDouble();
  }
}
