package io.flowlens.lab.simulator.evaluate;

import io.flowlens.lab.simulator.evaluate.MinuteReader.Minute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What somebody would write in an afternoon, for comparison: an alarm on each edge's last minute.
 */
enum NaiveRule {
  /** More than a tenth of retries in one minute. */
  RATIO("retries > 10 % of calls in one minute") {
    @Override
    boolean alarm(Minute minute, SortedMap<Long, Minute> before) {
      return minute.attempts() - minute.calls() > 0.1 * minute.calls();
    }
  },
  /** Three standard deviations above the last quarter of an hour. */
  VOLUME("attempts > mean + 3 sigma of the last 15 minutes") {
    @Override
    boolean alarm(Minute minute, SortedMap<Long, Minute> before) {
      double[] attempts = before.values().stream().mapToDouble(Minute::attempts).toArray();
      if (attempts.length < LEAST_MINUTES) {
        return false;
      }
      double mean = 0;
      double squares = 0;
      for (double n : attempts) {
        mean += n / attempts.length;
        squares += n * n / attempts.length;
      }
      return minute.attempts() > mean + 3 * Math.sqrt(Math.max(0, squares - mean * mean));
    }
  };

  private static final int LEAST_MINUTES = 5;
  private static final long MINUTE = 60_000;
  private static final long MEMORY = 15 * MINUTE;
  private static final long SAME_EPISODE = 2 * MINUTE;

  private final String words;

  NaiveRule(String words) {
    this.words = words;
  }

  /** The rule in words. */
  String words() {
    return words;
  }

  abstract boolean alarm(Minute minute, SortedMap<Long, Minute> before);

  /** Its alarms, those of one edge that follow each other closely taken as one. */
  List<Detection> detect(String type, Map<String, SortedMap<Long, Minute>> edges) {
    List<Detection> detections = new ArrayList<>();
    edges.forEach(
        (edge, minutes) -> {
          Detection open = null;
          for (Map.Entry<Long, Minute> entry : minutes.entrySet()) {
            long start = entry.getKey();
            if (!alarm(entry.getValue(), minutes.subMap(start - MEMORY, start))) {
              continue;
            }
            if (open == null || start > open.endedAt() + SAME_EPISODE) {
              add(detections, open);
              open = alarm(type, edge, start);
            }
            open = until(open, start + MINUTE);
          }
          add(detections, open);
        });
    return detections;
  }

  private Detection alarm(String type, String edge, long start) {
    String id = name() + edge + start;
    return new Detection(id, type, start, start + MINUTE, start, List.of(edge), false);
  }

  private static Detection until(Detection open, long end) {
    return new Detection(
        open.id(), open.type(), open.startedAt(), open.detectedAt(), end, open.path(), false);
  }

  private static void add(List<Detection> detections, Detection detection) {
    if (detection != null) {
      detections.add(detection);
    }
  }
}
