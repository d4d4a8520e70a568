package io.flowlens.detect.regionmismatch;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.detect.stats.Wilson;

/** How many of a table's writes each region took from clients in the last two days. */
final class ReplicaWrites {
  private static final long SLOT_MILLIS = 4 * 3_600_000L;
  private static final int SLOTS = 12;

  /** A write by hand now and then makes no region a writer. */
  private static final double WRITER_SHARE = 0.01;

  private static final double Z = 3.5;

  private static final PackedForm FORM = new PackedForm("region-mismatch writes", 2);

  private ReplicaWrites() {}

  static void add(Replica replica, long now, long writes) {
    SlotRing ring = ring(replica, now);
    ring.add(0, writes);
    replica.writes = ring.packed(FORM);
  }

  static long of(Replica replica, long now) {
    return ring(replica, now).sum(SLOTS, 0);
  }

  /** Whether the region surely takes more than one in a hundred of the table's writes. */
  static boolean takesWrites(TableRegions state, Replica replica, long now) {
    return Wilson.lower(of(replica, now), ofAll(state, now), Z) > WRITER_SHARE;
  }

  static long ofAll(TableRegions state, long now) {
    long all = 0;
    for (Replica any : state.replicas) {
      all += of(any, now);
    }
    return all;
  }

  private static SlotRing ring(Replica replica, long now) {
    SlotRing ring = SlotRing.unpack(FORM, replica.writes, SLOT_MILLIS, SLOTS, 1);
    ring.advance(now);
    return ring;
  }
}
