package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;

/** One value of the detector's state with something in every field. */
public final class RetryCascadeSample {
  private RetryCascadeSample() {}

  public static RetryCascadeState state(long at) {
    RetryCascadeState state = new RetryCascadeState();
    PaneRings rings = RetryStats.rings(new byte[0]);
    rings.advance(at);
    rings.add(0, 120);
    rings.advance(at + 20_000);
    rings.add(1, 7);
    state.rings = rings.packed();
    state.backoff = new byte[] {1, 2, 3};
    state.baseline.learned = 30;
    state.baseline.calls = 42.5f;
    state.baseline.ok = 42.25f;
    state.baseline.clean = 41.5f;
    state.baseline.most = 60;
    state.storm = storm(at);
    state.former = storm(at - 600_000);
    return state;
  }

  private static Storm storm(long at) {
    Storm storm = new Storm();
    storm.since = at - 60_000;
    storm.until = at;
    storm.counted = new byte[] {1, 2, 3};
    storm.pending = new byte[] {4, 5, 6};
    storm.opened = true;
    storm.waves = 2;
    storm.peak = 4.5f;
    storm.peakAtLeast = 3.25f;
    storm.peakCalls = 300;
    storm.peakAt = at - 30_000;
    storm.worstLost = 0.25f;
    storm.worstLostAt = at - 20_000;
    storm.seenUntil = at;
    storm.retried = true;
    storm.unbiased = true;
    storm.longest = 9;
    storm.phases.since = at - 60_000;
    storm.phases.top = 3.5f;
    storm.phases.risen = 3.25f;
    storm.phases.risenAt = at - 50_000;
    storm.phases.drainingAt = at - 10_000;
    storm.phases.recoveredAt = at + 10_000;
    storm.phases.failing = true;
    storm.phases.failingSince = at - 5_000;
    storm.phases.topLost = 0.2f;
    storm.phases.silent = true;
    storm.phases.vague = true;
    storm.phases.wasSustained = true;
    storm.phases.wasDraining = true;
    storm.metastability.surge = 90;
    storm.metastability.goesOn = 19;
    storm.metastability.atUsualLoad = 18;
    storm.metastability.shedAt = at - 20_000;
    storm.metastability.shedPanes = 2;
    storm.metastability.shedCalls = 9;
    storm.metastability.carried = 8;
    storm.metastability.troubleUntil = at - 10_000;
    storm.metastability.back = 1;
    storm.metastability.outlivedSurge = true;
    storm.metastability.endedByShedding = true;
    storm.metastability.foundAt = at;
    return storm;
  }
}
