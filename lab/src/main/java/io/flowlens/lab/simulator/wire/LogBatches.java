package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.format.LogsBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Log lines packed as a CloudWatch Logs subscription sends them: gzipped batches per log stream.
 */
final class LogBatches {
  private static final int MOST_LINES = 40;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** Ids of log events have 56 digits. */
  private static final BigInteger FIRST_ID = BigInteger.TEN.pow(55).multiply(BigInteger.valueOf(3));

  private record Line(long time, String message) {}

  private final String account;
  private final String stream;
  private final SeededRandom random;
  private final Consumer<WireRecord> sink;
  private final Map<String, List<Line>> open = new TreeMap<>();
  private long lines;
  private long newest;

  LogBatches(String account, String stream, SeededRandom random, Consumer<WireRecord> sink) {
    this.account = account;
    this.stream = stream;
    this.random = random;
    this.sink = sink;
  }

  /** Adds a line; one whose time (epoch milliseconds) goes back is written when it comes. */
  void add(String logGroup, String logStream, long at, String message) {
    long time = Math.max(at, newest);
    newest = time;
    String key = logGroup + ' ' + logStream;
    List<Line> batch = open.computeIfAbsent(key, k -> new ArrayList<>());
    if (!batch.isEmpty()
        && (batch.size() == MOST_LINES || time - batch.get(0).time() > LONGEST_WAIT_MILLIS)) {
      send(key, batch);
    }
    batch.add(new Line(time, message));
  }

  /** Sends what is left. */
  void close() {
    open.forEach(this::send);
  }

  private void send(String key, List<Line> batch) {
    if (batch.isEmpty()) {
      return;
    }
    int space = key.indexOf(' ');
    LogsBatch sent = new LogsBatch(account, key.substring(0, space), key.substring(space + 1));
    for (Line line : batch) {
      String id = FIRST_ID.add(BigInteger.valueOf(lines++)).toString();
      sent.add(id, line.time(), line.message());
    }
    boolean full = batch.size() == MOST_LINES;
    long closed =
        full ? batch.get(MOST_LINES - 1).time() : batch.get(0).time() + LONGEST_WAIT_MILLIS;
    long arrival = closed + Math.round(random.between(800, 4_000));
    sink.accept(WireRecord.gzipped(stream, arrival, random.hex(32), sent.text()));
    batch.clear();
  }
}
