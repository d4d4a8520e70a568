package io.flowlens.lab.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The results of the running contender. Static, because Flink ships functions as copies of
 * themselves; the cluster is this process.
 */
final class Results {
  private static final Map<EdgeMinute.Key, EdgeMinute> FOUND = new ConcurrentHashMap<>();

  private Results() {}

  static void clear() {
    FOUND.clear();
  }

  /** Takes a result; a later one of the same edge and minute replaces an earlier one. */
  static void put(String from, String to, String access, long minute, EdgeMinute found) {
    FOUND.put(new EdgeMinute.Key(from + '>' + to + '/' + access, minute), found);
  }

  static Map<EdgeMinute.Key, EdgeMinute> found() {
    return FOUND;
  }
}
