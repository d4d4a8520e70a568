package io.flowlens.detect.transactionalchurn;

import io.flowlens.model.Edge;

/** One value of the detector's state with something in every field. */
public final class TransactionalChurnSample {
  private TransactionalChurnSample() {}

  public static TableWriters state(Edge edge, long at) {
    Writer writer = new Writer();
    writer.edge = edge;
    writer.minutes = new byte[] {1, 2, 3};
    writer.usualShare = new byte[] {4, 5};
    writer.usualRate = new byte[] {6};
    writer.knownHours = new byte[] {7, 8};
    writer.knownSince = at - 7_200_000;
    writer.lastWrite = at - 10_000;
    Wasting wasting = new Wasting();
    writer.wasting = wasting;
    wasting.since = at - 600_000;
    wasting.reported = true;
    wasting.usual = 0.02;
    wasting.usualPerMinute = 1_200;
    wasting.threshold = 0.1;
    wasting.standing = true;
    wasting.totals = new byte[] {9, 10};
    wasting.peak = 0.4;
    wasting.failedKeys = new byte[] {11};
    wasting.keyed = 12;
    Partner partner = new Partner();
    partner.caller = edge.from;
    partner.shared = 7;
    wasting.partners = new Partner[] {partner};
    TableWriters state = new TableWriters();
    state.writers = new Writer[] {writer};
    state.lastFast = at;
    return state;
  }
}
