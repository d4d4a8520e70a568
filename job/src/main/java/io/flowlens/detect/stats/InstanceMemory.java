package io.flowlens.detect.stats;

import io.flowlens.model.Instances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each of an edge's instances last called, to tell first calls from others: of the {@value
 * #MAX} instances with the smallest hashes, so that the same ones are followed from pane to pane,
 * whatever the order of arrival. Exact up to {@value #MAX} instances; beyond, a sample of known
 * size ({@link #coverage}). About 100 bytes when full.
 */
public final class InstanceMemory {
  static final int MAX = 32;

  /** An instance that has not called for this long is forgotten, in seconds. */
  private static final long MEMORY = 900;

  /** An instance not seen for this long after watching began is new or was idle, in seconds. */
  private static final long WATCH = 60;

  private static final long LOWEST = Integer.MIN_VALUE;

  /** Upper half of the hash, to the second since the epoch at which the last call ended. */
  private final TreeMap<Long, Long> lastUse = new TreeMap<>();

  /** The largest hash that is followed. */
  private long limit = Integer.MAX_VALUE;

  /** Up to this hash, all that called lately are remembered; below {@link #LOWEST}: none are. */
  private long watched = LOWEST - 1;

  /** The second from which on that is so up to {@link #limit}; 0 before the first pane. */
  private long watchedAt;

  private InstanceMemory() {}

  /** The memory as it was {@link #packed}; an empty one when that is null or empty. */
  public static InstanceMemory unpack(byte[] packed) {
    InstanceMemory memory = new InstanceMemory();
    if (packed != null && packed.length > 0) {
      memory.read(new Varints(packed));
    }
    return memory;
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    long newest = lastUse.values().stream().mapToLong(second -> second).max().orElse(0);
    Varints out = new Varints();
    out.write(limit - LOWEST);
    out.write(watched - LOWEST + 1);
    out.write(watchedAt);
    out.write(newest);
    out.write(lastUse.size());
    long previous = LOWEST;
    for (Map.Entry<Long, Long> entry : lastUse.entrySet()) {
      out.write(entry.getKey() - previous);
      out.write(newest - entry.getValue());
      previous = entry.getKey();
    }
    return out.toByteArray();
  }

  private void read(Varints in) {
    limit = in.read() + LOWEST;
    watched = in.read() + LOWEST - 1;
    watchedAt = in.read();
    long newest = in.read();
    long hash = LOWEST;
    for (long left = in.read(); left > 0; left--) {
      hash += in.read();
      lastUse.put(hash, newest - in.read());
    }
  }

  /**
   * Takes note of who called in a pane.
   *
   * @param paneStart epoch milliseconds, later than any before
   * @return the first calls of followed instances that were new or had paused for five seconds or
   *     more; those of instances that may have called unseen are left out
   */
  public List<FirstUse> see(Instances instances, long paneStart) {
    long now = Math.floorDiv(paneStart, 1000);
    if (watchedAt == 0) {
      watchedAt = now + WATCH;
    }
    forget(now);
    List<FirstUse> first = new ArrayList<>();
    instances
        .all()
        .forEach(
            (hash, use) -> {
              if (hash >> 32 <= limit) {
                see(hash >> 32, use, first);
              }
            });
    narrow(instances);
    return first;
  }

  private void see(long hash, Instances.Use use, List<FirstUse> first) {
    long end = Math.floorDiv(use.lastEnd, 1000);
    Long last = lastUse.get(hash);
    if (last == null && hash <= watched) {
      first.add(new FirstUse(FirstUse.NEVER, use.firstLatencyMicros));
    } else if (last != null && use.firstStart - 1000 * last >= FirstUse.PAUSE_MILLIS) {
      first.add(new FirstUse(use.firstStart - 1000 * last, use.firstLatencyMicros));
    }
    lastUse.put(hash, last == null ? end : Math.max(end, last));
  }

  private void forget(long now) {
    lastUse.values().removeIf(second -> second < now - MEMORY);
    if (watched < limit && now >= watchedAt) {
      watched = limit;
    }
    if (watched == limit && limit < Integer.MAX_VALUE && lastUse.size() < MAX / 2) {
      limit = Math.min(Integer.MAX_VALUE, 2 * (limit - LOWEST) + 1 + LOWEST);
      watchedAt = now + WATCH;
    }
  }

  /** Follows fewer where there are too many, in the pane or in memory. */
  private void narrow(Instances instances) {
    if (instances.isSample()) {
      limit = Math.min(limit, instances.all().lastKey() >> 32);
    }
    while (!lastUse.isEmpty() && (lastUse.size() > MAX || lastUse.lastKey() > limit)) {
      limit = Math.min(limit, lastUse.pollLastEntry().getKey() - 1);
    }
    watched = Math.min(watched, limit);
  }

  /** The share of instances that are followed, 0 to 1. */
  public double coverage() {
    return (limit - LOWEST + 1) / 0x1.0p32;
  }
}
