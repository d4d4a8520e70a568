package io.flowlens.lab.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report's section about one anomaly type. */
final class TypeSection {
  private final StringBuilder text = new StringBuilder();

  private TypeSection() {}

  /** The section as Markdown; empty when no fleet was scored for the type. */
  static String of(String type, Scores scores) {
    TypeSection section = new TypeSection();
    section.type(type, scores);
    return section.text.toString();
  }

  private void type(String type, Scores scores) {
    Map<String, Map<String, Score>> settings = scores.settings(type);
    if (settings.isEmpty()) {
      return;
    }
    add("## %s\n\n", type);
    if (!Scores.built(type)) {
      add(
          "**Not built**: flowlens has no detector of this type yet. Only the naive rules are"
              + " scored.\n\n");
    }
    summary(settings, Scores.built(type));
    if (Scores.built(type)) {
      byStory(settings);
      codes(settings);
      numbers(settings);
    }
    falseAlarms(settings);
    retracted(settings);
  }

  private void summary(Map<String, Map<String, Score>> settings, boolean built) {
    add(
        "| setting | detector | fleets | faults | recall | precision | median s to detect | p95 |"
            + " root top-1 | top-3 | kind right | episodes per fault | false | retracted |"
            + " clean edge-days | false per edge-day at most |\n");
    add("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    settings.forEach(
        (setting, byDetector) ->
            byDetector.forEach(
                (detector, score) -> {
                  if (built || !detector.startsWith(Variant.WHOLE.name())) {
                    add("| %s | %s | %s |\n", setting, detector, figures(score));
                  } else {
                    add("| %s | %s | not built |%s\n", setting, detector, " |".repeat(13));
                  }
                }));
    add("\n");
  }

  private static String figures(Score score) {
    return String.join(
        " | ",
        String.valueOf(score.fleets()),
        String.valueOf(score.faults()),
        figure("%.3f", score.recall()),
        figure("%.3f", score.precision()),
        figure("%.0f", score.secondsToDetect(0.5)),
        figure("%.0f", score.secondsToDetect(0.95)),
        figure("%.2f", score.rootTop1()),
        figure("%.2f", score.rootTop3()),
        figure("%.2f", score.rightKinds()),
        figure("%.2f", score.fragmentation()),
        String.valueOf(score.falseAlarms()),
        String.valueOf(sum(score.retractedByStory())),
        figure("%.2f", score.cleanEdgeDays()),
        figure("%.3f", score.falsePerEdgeDayAtMost(score.falseInClean())));
  }

  static String figure(String format, double value) {
    return Double.isNaN(value) || Double.isInfinite(value)
        ? "–"
        : String.format(Locale.ROOT, format, value);
  }

  private void byStory(Map<String, Map<String, Score>> all) {
    Map<String, Map<String, Score>> settings = new LinkedHashMap<>(all);
    settings.remove(Scores.ELSEWHERE);
    var cells = new TreeMap<String, TreeMap<String, String>>();
    settings.forEach(
        (setting, byDetector) ->
            byDetector.get(Variant.WHOLE.name()).outcomes().stream()
                .collect(
                    Collectors.groupingBy(Score.Outcome::label, TreeMap::new, Collectors.toList()))
                .forEach(
                    (label, outcomes) ->
                        cells
                            .computeIfAbsent(label, l -> new TreeMap<>())
                            .put(setting, cell(outcomes))));
    add("Found / planned and real, and the median seconds to detect:\n\n");
    add(
        "| fault | %s |\n|---|%s\n",
        String.join(" | ", settings.keySet()), "--:|".repeat(settings.size()));
    cells.forEach(
        (label, bySetting) ->
            add(
                "| %s | %s |\n",
                label,
                settings.keySet().stream()
                    .map(setting -> bySetting.getOrDefault(setting, "–"))
                    .collect(Collectors.joining(" | "))));
    add("\n");
  }

  private static String cell(List<Score.Outcome> outcomes) {
    double[] seconds =
        outcomes.stream()
            .filter(Score.Outcome::found)
            .mapToDouble(Score.Outcome::secondsToDetect)
            .sorted()
            .toArray();
    String median =
        seconds.length == 0
            ? "–"
            : String.format(Locale.ROOT, "%.0f s", seconds[seconds.length / 2]);
    return seconds.length + "/" + outcomes.size() + ", " + median;
  }

  private void codes(Map<String, Map<String, Score>> settings) {
    var all = new TreeMap<String, TreeMap<String, Integer>>();
    settings.values().stream()
        .map(byDetector -> byDetector.get(Variant.WHOLE.name()).codes())
        .forEach(
            codes ->
                codes.forEach(
                    (label, counts) ->
                        counts.forEach(
                            (code, n) ->
                                all.computeIfAbsent(label, l -> new TreeMap<>())
                                    .merge(code, n, Integer::sum))));
    add("What was found of each, in all settings together:\n\n| fault | findings |\n|---|---|\n");
    all.forEach(
        (label, counts) ->
            add(
                "| %s | %s |\n",
                label,
                counts.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "))));
    add("\n");
  }

  private void numbers(Map<String, Map<String, Score>> settings) {
    StringBuilder rows = new StringBuilder();
    settings.forEach(
        (setting, byDetector) ->
            byDetector
                .get(Variant.WHOLE.name())
                .errors()
                .forEach(
                    (measure, errors) ->
                        rows.append(
                            String.format(
                                Locale.ROOT,
                                "| %s | %s | %d | %.1f %% | %.1f %% |\n",
                                setting,
                                measure,
                                errors.size(),
                                100 * quantile(errors, 0.5),
                                100 * quantile(errors, 0.95)))));
    if (rows.length() > 0) {
      add("Errors of estimated numbers, relative to the truth over the episode:\n\n");
      add("| setting | measure | estimates | median error | p95 |\n|---|---|--:|--:|--:|\n");
      text.append(rows).append('\n');
    }
  }

  private static double quantile(List<Double> values, double quantile) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.max(0, Math.ceil(quantile * sorted.size()) - 1));
  }

  private void falseAlarms(Map<String, Map<String, Score>> settings) {
    add("False alarms, by what was going on:\n\n");
    add("| setting | detector | where |\n|---|---|---|\n");
    settings.forEach(
        (setting, byDetector) ->
            byDetector.forEach(
                (detector, score) -> {
                  if (score.falseAlarms() > 0) {
                    add("| %s | %s | %s |\n", setting, detector, where(score.falseByStory()));
                  }
                }));
    add("\n");
  }

  /** Only where there was any: no other type is retracted yet. */
  private void retracted(Map<String, Map<String, Score>> settings) {
    StringBuilder rows = new StringBuilder();
    settings.forEach(
        (setting, byDetector) ->
            byDetector.forEach(
                (detector, score) -> {
                  if (sum(score.retractedByStory()) + sum(score.deniedByStory()) > 0) {
                    rows.append(
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |\n",
                            setting,
                            detector,
                            where(score.retractedByStory()),
                            where(score.deniedByStory())));
                  }
                }));
    if (rows.length() > 0) {
      add("Retracted when CloudTrail came, by what was going on:\n\n");
      add("| setting | detector | false alarms | real faults |\n|---|---|---|---|\n");
      text.append(rows).append('\n');
    }
  }

  private static int sum(SortedMap<String, Integer> byStory) {
    return byStory.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String where(SortedMap<String, Integer> byStory) {
    return byStory.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
