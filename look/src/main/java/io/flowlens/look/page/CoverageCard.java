package io.flowlens.look.page;

import java.util.List;

/** The coverage as a card of the page: HTML that lies above the diagram and can be folded up. */
final class CoverageCard {
  private static final int MOST_ROWS = 30;

  private static final String STYLE =
      """
      <style>
      .coverage { position: fixed; left: 1rem; bottom: 4rem; z-index: 5; max-width: min(34rem, 60vw);
        max-height: 60vh; overflow: auto; padding: .6rem .9rem; font-size: .92rem; color: var(--text);
        background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
      .coverage summary { cursor: pointer; font-weight: 600; }
      .coverage ul { margin: .5rem 0; padding-left: 1.1rem; }
      .coverage table { border-collapse: collapse; width: 100%; }
      .coverage th, .coverage td { text-align: left; padding: .15rem .6rem .15rem 0; vertical-align: top; }
      .coverage td.number { text-align: right; }
      </style>
      """;

  private CoverageCard() {}

  /**
   * The card.
   *
   * @param title what was looked at
   */
  static String of(String title, Coverage coverage, List<String> gaps) {
    StringBuilder html = new StringBuilder(STYLE);
    html.append("<details class=\"coverage\"><summary>").append(escaped(title));
    html.append("</summary>\n<ul>\n");
    coverage.sentences().forEach(sentence -> item(html, sentence));
    gaps.forEach(sentence -> item(html, sentence));
    html.append("</ul>\n");
    table(html, coverage.used());
    return html.append("</details>").toString();
  }

  private static void item(StringBuilder html, String sentence) {
    html.append("<li>").append(escaped(sentence)).append("</li>\n");
  }

  private static void table(StringBuilder html, List<TableCoverage> tables) {
    if (tables.isEmpty()) {
      return;
    }
    html.append("<table><thead><tr><th>table</th><th>calls counted</th><th>calls in traces</th>");
    html.append("<th>throttled</th><th>callers</th><th>feeds</th></tr></thead><tbody>\n");
    for (TableCoverage table : tables.subList(0, Math.min(MOST_ROWS, tables.size()))) {
      html.append("<tr><td>").append(escaped(table.name())).append("</td>");
      number(html, Math.round(table.counted()));
      number(html, table.calls());
      number(html, Math.round(table.throttledCounted()));
      html.append("<td>").append(escaped(listed(List.copyOf(table.callers())))).append("</td>");
      html.append("<td>").append(escaped(listed(table.fed()))).append("</td></tr>\n");
    }
    html.append("</tbody></table>\n");
  }

  private static void number(StringBuilder html, long number) {
    html.append("<td class=\"number\">").append(CoverageText.number(number)).append("</td>");
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
