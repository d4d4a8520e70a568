package io.flowlens.detect.stats;

import io.flowlens.model.FirstCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last activity of each participant in an edge's calls (an instance, or a key), to recognise
 * first calls. Bounded: it follows the participants with the smallest hashes, so that they are the
 * same ones from pane to pane, whatever the order of arrival. Exact up to the maximum; beyond it a
 * sample of known size ({@link #coverage}). Three to six bytes for each participant.
 */
final class FirstUseMemory {
  private static final long LOWEST = Integer.MIN_VALUE;

  /** The version of its owners' forms from which on what is mostly the same is not written. */
  static final int WITHOUT_DEFAULTS = 2;

  /** Upper half of the hash, to the second since the epoch at which the last call ended. */
  private final TreeMap<Long, Long> lastUse = new TreeMap<>();

  /** The largest hash that is followed. */
  private long limit = Integer.MAX_VALUE;

  /** Up to this hash, all that called lately are remembered; below {@link #LOWEST}: none are. */
  private long watched = LOWEST - 1;

  /**
   * Epoch second from which the memory is complete up to {@link #limit}; 0 before the first pane.
   */
  private long watchedAt;

  /** A participant without a call for this long is forgotten. */
  private final long seconds;

  /** One not seen for so many seconds after watching began is new or had paused. */
  private final long watch;

  /** The maximum of participants that are followed. */
  private final int max;

  /**
   * An empty memory.
   *
   * @param seconds how far it reaches back
   * @param watch how many seconds it watches before it takes one that it has not seen for new
   * @param max how many it follows at most
   */
  FirstUseMemory(long seconds, long watch, int max) {
    this.seconds = seconds;
    this.watch = watch;
    this.max = max;
  }

  /** Appends everything: version {@value #WITHOUT_DEFAULTS} of its owners' forms. */
  void write(Varints out) {
    long newest = lastUse.values().stream().mapToLong(second -> second).max().orElse(0);
    out.write(limit == Integer.MAX_VALUE ? 0 : limit - LOWEST + 1);
    out.write(watched == limit ? 0 : watched - LOWEST + 2);
    out.write(newest);
    out.write(watchedAt == 0 ? 0 : 1 + Varints.zigzag(watchedAt - newest));
    writeUses(out, newest);
  }

  private void writeUses(Varints out, long newest) {
    out.write(lastUse.size());
    long previous = LOWEST;
    for (Map.Entry<Long, Long> entry : lastUse.entrySet()) {
      out.write(entry.getKey() - previous);
      out.write(newest - entry.getValue());
      previous = entry.getKey();
    }
  }

  /** Takes over what was {@link #write written}, also by earlier versions. */
  void read(Varints in) {
    long newest;
    if (in.version() < WITHOUT_DEFAULTS) {
      limit = in.read() + LOWEST;
      watched = in.read() + LOWEST - 1;
      watchedAt = in.read();
      newest = in.read();
    } else {
      long largest = in.read();
      limit = largest == 0 ? Integer.MAX_VALUE : largest - 1 + LOWEST;
      long upTo = in.read();
      watched = upTo == 0 ? limit : upTo - 2 + LOWEST;
      newest = in.read();
      long at = in.read();
      watchedAt = at == 0 ? 0 : newest + Varints.signed(at - 1);
    }
    readUses(in, newest);
  }

  private void readUses(Varints in, long newest) {
    long hash = LOWEST;
    for (long left = in.read(); left > 0; left--) {
      hash += in.read();
      lastUse.put(hash, newest - in.read());
    }
  }

  /**
   * Takes note of who took part in a pane.
   *
   * @param paneStart epoch milliseconds, later than any before
   * @return the pane's first call of each that is followed; those that may have called before
   *     watching began are left out
   */
  List<FirstUse> see(FirstCalls calls, long paneStart) {
    return see(calls, paneStart, LOWEST - 1);
  }

  /** The same, of those whose hashes are beyond this one. */
  List<FirstUse> see(FirstCalls calls, long paneStart, long beyond) {
    long now = Math.floorDiv(paneStart, 1000);
    if (watchedAt == 0) {
      watchedAt = now + watch;
    }
    forget(now);
    List<FirstUse> first = new ArrayList<>();
    calls.forEach(
        (hash, called) -> {
          if (hash >> 32 <= limit) {
            FirstUse use = see(hash >> 32, called);
            if (use != null && hash >> 32 > beyond) {
              first.add(use);
            }
          }
        });
    narrow(calls);
    return first;
  }

  private FirstUse see(long hash, FirstCalls.Use called) {
    long end = Math.floorDiv(called.lastEnd, 1000);
    Long last = lastUse.get(hash);
    lastUse.put(hash, last == null ? end : Math.max(end, last));
    if (last == null) {
      return hash <= watched ? new FirstUse(FirstUse.NEVER, called) : null;
    }
    long pause = called.firstStart - 1000 * last;
    return new FirstUse(Math.max(0, pause), called);
  }

  private void forget(long now) {
    lastUse.values().removeIf(second -> second < now - seconds);
    if (watched < limit && now >= watchedAt) {
      watched = limit;
    }
    if (watched == limit && limit < Integer.MAX_VALUE && lastUse.size() < max / 2) {
      limit = Math.min(Integer.MAX_VALUE, 2 * (limit - LOWEST) + 1 + LOWEST);
      watchedAt = now + watch;
    }
  }

  /** Follows fewer where there are too many, in the pane or in memory. */
  private void narrow(FirstCalls calls) {
    if (calls.isSample()) {
      limit = Math.min(limit, calls.largestHash() >> 32);
    }
    while (!lastUse.isEmpty() && (lastUse.size() > max || lastUse.lastKey() > limit)) {
      limit = Math.min(limit, lastUse.pollLastEntry().getKey() - 1);
    }
    watched = Math.min(watched, limit);
  }

  /** The largest hash that is followed. */
  long limit() {
    return limit;
  }

  /** Whether it has watched for long enough to recognise a new one. */
  boolean isWatching() {
    return watched >= LOWEST;
  }

  /** The share of all that is followed, 0 to 1; before watching began, that will be. */
  double coverage() {
    return ((isWatching() ? watched : limit) - LOWEST + 1) / 0x1.0p32;
  }
}
