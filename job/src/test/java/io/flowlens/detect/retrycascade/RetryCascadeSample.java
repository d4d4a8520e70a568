package io.flowlens.detect.retrycascade;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Judgement.Level;

/** One value of the detector's state with something in every field. */
public final class RetryCascadeSample {
  private RetryCascadeSample() {}

  public static RetryCascadeState state(long at) {
    RetryCascadeState state = new RetryCascadeState();
    PaneRings rings = PaneRings.unpack(null, 3);
    rings.advance(at);
    rings.add(0, 120);
    rings.advance(at + 20_000);
    rings.add(1, 7);
    state.rings = rings.packed();
    state.backoff = new byte[] {1, 2, 3};
    state.usual.learned = 30;
    state.usual.calls = 42.5f;
    state.usual.ok = 42.25f;
    state.usual.most = 60;
    state.storm = storm(at);
    state.former = storm(at - 600_000);
    state.claim = claim(at);
    return state;
  }

  private static Claim claim(long at) {
    Claim claim = new Claim();
    claim.since = at - 60_000;
    claim.newestPane = at + 20_000;
    claim.spokenAt = at + 10_000;
    claim.waiting = new byte[] {4, 5};
    claim.heard = new byte[] {6, 7, 8};
    claim.heardTo = at;
    claim.verdict = Level.REFUTED;
    claim.refutedTo = at + 60_000;
    return claim;
  }

  private static Storm storm(long at) {
    Storm storm = new Storm();
    storm.since = at - 60_000;
    storm.until = at;
    storm.counted = new byte[] {1, 2, 3};
    storm.pending = new byte[] {4, 5, 6};
    storm.firing = 5;
    storm.opened = true;
    storm.waves = 2;
    storm.peak = 4.5f;
    storm.peakAtLeast = 3.25f;
    storm.peakCalls = 300;
    storm.peakAt = at - 30_000;
    storm.longest = 9;
    storm.phases.since = at - 60_000;
    storm.phases.top = 3.5f;
    storm.phases.risen = 3.25f;
    storm.phases.risenAt = at - 50_000;
    storm.phases.drainingAt = at - 10_000;
    storm.phases.recoveredAt = at + 10_000;
    storm.phases.failing = true;
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
