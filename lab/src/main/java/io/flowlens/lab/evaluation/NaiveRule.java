package io.flowlens.lab.evaluation;

import io.flowlens.detect.stats.Wilson;
import io.flowlens.lab.evaluation.MinuteReader.Minute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/**
 * A simple alarm on each edge's last minute, as a user would write it without flowlens.
 *
 * @param words the rule in words
 * @param type the anomaly type that it is meant for
 */
record NaiveRule(String words, String type, Alarm alarm) {
  /** Whether an edge's minute is alarming. */
  private interface Alarm {
    boolean at(String edge, Minute minute, SortedMap<Long, Minute> before);
  }

  private static final int LEAST_MINUTES = 5;
  private static final long MINUTE = 60_000;
  private static final long MEMORY = 15 * MINUTE;
  private static final long SAME_EPISODE = 2 * MINUTE;

  /** Thresholds of the detector itself. */
  private static final long LEAST_CALLS = 30;

  private static final long LEAST_RETRIES = 8;
  private static final double BUDGET = 0.1;
  private static final double Z = 3.5;

  /** The rules that are tried for each type. */
  static final List<NaiveRule> ALL =
      List.of(
          rule("retry-cascade", "retries > 10 % of calls in one minute", NaiveRule::retries),
          rule("retry-cascade", "flowlens's own test, one minute only", NaiveRule::fixedMinute),
          rising("retry-cascade", "attempts", Minute::attempts),
          rule(
              "region-mismatch",
              "40 calls in one minute leave the region",
              (edge, minute, before) -> leaves(edge) && minute.calls() >= 40),
          rule(
              "region-mismatch",
              "any call leaves the region",
              (edge, minute, before) -> leaves(edge) && minute.calls() > 0),
          rule(
              "cold-cache-spike",
              "p99 > 5 × p50 in one minute",
              (edge, minute, before) -> minute.p99() > 5 * minute.p50()),
          rising("cold-cache-spike", "p99", Minute::p99),
          rule(
              "latency-tail",
              "p99 > 20 × p50 in one minute",
              (edge, minute, before) -> minute.p99() > 20 * minute.p50()),
          rising("latency-tail", "p99", Minute::p99),
          rule(
              "replay-loop",
              "failures > 10 % of deliveries in one minute",
              (edge, minute, before) -> delivers(edge) && minute.failed() > 0.1 * minute.calls()),
          risingOn("replay-loop", "records", Minute::records),
          rule(
              "transactional-churn",
              "failures > 10 % of writes in one minute",
              (edge, minute, before) -> writes(edge) && minute.failed() > 0.1 * minute.calls()));

  private static NaiveRule rule(String type, String words, Alarm alarm) {
    return new NaiveRule(words, type, alarm);
  }

  private static NaiveRule rising(String type, String what, ToDoubleFunction<Minute> value) {
    return rule(
        type,
        what + " > mean + 3 sigma of the last 15 minutes",
        (edge, minute, before) -> threeSigma(minute, before, value));
  }

  private static NaiveRule risingOn(String type, String what, ToDoubleFunction<Minute> value) {
    NaiveRule rising = rising(type, what, value);
    return rule(
        type,
        rising.words,
        (edge, minute, before) -> delivers(edge) && rising.alarm.at(edge, minute, before));
  }

  private static boolean retries(String edge, Minute minute, SortedMap<Long, Minute> before) {
    return minute.attempts() - minute.calls() > BUDGET * minute.calls();
  }

  /** What the multi-resolution windows add: the same statistics on one minute alone. */
  private static boolean fixedMinute(String edge, Minute minute, SortedMap<Long, Minute> before) {
    long retries = minute.attempts() - minute.calls();
    return minute.calls() >= LEAST_CALLS
        && retries >= LEAST_RETRIES
        && (retries >= minute.calls() || Wilson.lower(retries, minute.calls(), Z) > BUDGET);
  }

  private static boolean threeSigma(
      Minute minute, SortedMap<Long, Minute> before, ToDoubleFunction<Minute> value) {
    double[] values =
        before.values().stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
    if (values.length < LEAST_MINUTES) {
      return false;
    }
    double mean = 0;
    double squares = 0;
    for (double v : values) {
      mean += v / values.length;
      squares += v * v / values.length;
    }
    double sigma = Math.sqrt(Math.max(0, squares - mean * mean));
    return value.applyAsDouble(minute) > mean + 3 * sigma;
  }

  private static boolean writes(String edge) {
    return edge.endsWith("|write") || edge.endsWith("|transact");
  }

  private static boolean delivers(String edge) {
    return edge.endsWith("|deliver");
  }

  /** Whether from and to, the third part of each, are in different regions. */
  private static boolean leaves(String edge) {
    String[] ends = edge.split("[|]", -1);
    String from = ends[0].split(":", -1)[2];
    return ends[1].startsWith("table:")
        && !from.isEmpty()
        && !from.equals(ends[1].split(":", -1)[2]);
  }

  /** Its alarms, those of one edge that follow each other closely taken as one. */
  List<Detection> detect(Map<String, SortedMap<Long, Minute>> edges) {
    List<Detection> detections = new ArrayList<>();
    edges.forEach(
        (edge, minutes) -> {
          Detection open = null;
          for (Map.Entry<Long, Minute> entry : minutes.entrySet()) {
            long start = entry.getKey();
            if (!alarm.at(edge, entry.getValue(), minutes.subMap(start - MEMORY, start))) {
              continue;
            }
            if (open == null || start > open.endedAt() + SAME_EPISODE) {
              add(detections, open);
              open = Detection.alarm(edge + start, type, start, start + MINUTE, start, edge);
            }
            open = open.until(start + MINUTE);
          }
          add(detections, open);
        });
    return detections;
  }

  private static void add(List<Detection> detections, Detection detection) {
    if (detection != null) {
      detections.add(detection);
    }
  }
}
