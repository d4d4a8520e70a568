package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The graph as text that other tools draw. */
final class Exports {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Exports() {}

  /** A Mermaid flowchart, regions as subgraphs. */
  static String mermaid(JsonNode graph) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    Map<String, String> names = names(graph);
    byRegion(graph)
        .forEach(
            (region, nodes) -> {
              String indent = region.isEmpty() ? "  " : "    ";
              if (!region.isEmpty()) {
                text.append("  subgraph ").append(mermaidText(region)).append('\n');
              }
              for (JsonNode node : nodes) {
                text.append(indent)
                    .append(names.get(node.path("id").asText()))
                    .append('[')
                    .append(mermaidText(label(node)))
                    .append("]\n");
              }
              if (!region.isEmpty()) {
                text.append("  end\n");
              }
            });
    for (JsonNode edge : graph.path("edges")) {
      text.append("  ")
          .append(names.get(edge.path("from").asText()))
          .append(" -->|")
          .append(mermaidText(label(edge)))
          .append("| ")
          .append(names.get(edge.path("to").asText()))
          .append('\n');
    }
    return text.toString();
  }

  /** A Graphviz digraph, regions as clusters. */
  static String dot(JsonNode graph) {
    StringBuilder text =
        new StringBuilder(
            "digraph flowlens {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n");
    Map<String, String> names = names(graph);
    int[] clusters = {0};
    byRegion(graph)
        .forEach(
            (region, nodes) -> {
              if (!region.isEmpty()) {
                text.append("  subgraph cluster_")
                    .append(clusters[0]++)
                    .append(" {\n  label=")
                    .append(dotText(region))
                    .append(";\n");
              }
              for (JsonNode node : nodes) {
                text.append("  ")
                    .append(names.get(node.path("id").asText()))
                    .append(" [label=")
                    .append(dotText(label(node)))
                    .append("];\n");
              }
              if (!region.isEmpty()) {
                text.append("  }\n");
              }
            });
    for (JsonNode edge : graph.path("edges")) {
      text.append("  ")
          .append(names.get(edge.path("from").asText()))
          .append(" -> ")
          .append(names.get(edge.path("to").asText()))
          .append(" [label=")
          .append(dotText(label(edge)))
          .append("];\n");
    }
    return text.append("}\n").toString();
  }

  /** Short names for the nodes, as ids hold signs that mean something in these languages. */
  private static Map<String, String> names(JsonNode graph) {
    Map<String, String> names = new LinkedHashMap<>();
    graph.path("nodes").forEach(node -> names.put(node.path("id").asText(), "n" + names.size()));
    return names;
  }

  private static Map<String, List<JsonNode>> byRegion(JsonNode graph) {
    Map<String, List<JsonNode>> regions = new TreeMap<>();
    for (JsonNode node : graph.path("nodes")) {
      regions.computeIfAbsent(node.path("region").asText(), r -> new ArrayList<>()).add(node);
    }
    return regions;
  }

  /** A node's kind and name, or an edge's access, rate and losses. */
  private static String label(JsonNode thing) {
    if (thing.has("kind")) {
      return (thing.path("kind").asText() + " " + thing.path("name").asText()).strip();
    }
    JsonNode rates = thing.path("perSecond");
    double calls = rates.path("calls").asDouble();
    double lost =
        rates.path("failed").asDouble()
            - rates.path("conditional").asDouble()
            - rates.path("client").asDouble();
    String text = thing.path("access").asText() + " " + digits(calls) + "/s";
    return lost > 0.01 * calls ? text + ", " + digits(100 * lost / calls) + " % fail" : text;
  }

  private static String digits(double value) {
    return BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Quoted; whatever means something inside of quotes is written as a number. */
  private static String mermaidText(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " ._-/:,%()+".indexOf(c) >= 0) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append('#').append(c).append(';');
              }
            });
    return quoted.append('"').toString();
  }

  private static String dotText(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ")
        + '"';
  }
}
