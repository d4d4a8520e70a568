package io.flowlens.detect.batchflood;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.SlotRing;
import io.flowlens.model.Counter;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Pane;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** When a caller's batch writes lose items: success that did nothing. */
final class UnprocessedCriteria implements Serializable {
  private static final PackedForm FORM = new PackedForm("batch-flood unprocessed", 1);

  private static final int MINUTES = 15;

  /** Without more for so long it is over. */
  private static final long OVER_MILLIS = 15 * Minutes.MILLIS;

  private static final long RECENT_MILLIS = 2 * Minutes.MILLIS;

  private static final int MAX_CALLERS = 32;

  private final long minUnprocessed;

  UnprocessedCriteria(Settings settings) {
    minUnprocessed = settings.get(BatchFloodOptions.MIN_UNPROCESSED);
  }

  void judge(FloodState state, Round round, Findings findings) {
    Map<String, UnprocessedItems> all = new TreeMap<>();
    for (UnprocessedItems items : state.unprocessed) {
      all.put(items.edge.id(), items);
    }
    Map<String, Pane> panes = new TreeMap<>();
    for (Pane pane : round.panes()) {
      boolean left = pane.get(Counter.UNPROCESSED) > 0;
      panes.put(pane.edge.id(), pane);
      if (left && (all.size() < MAX_CALLERS || all.containsKey(pane.edge.id()))) {
        all.computeIfAbsent(pane.edge.id(), id -> items(pane, round.start()));
      }
    }
    long now = round.start();
    all.values().forEach(items -> count(items, panes.get(items.edge.id()), now));
    all.values().removeIf(items -> items.lastPane < now - OVER_MILLIS);
    for (UnprocessedItems items : all.values()) {
      if (lately(items) >= minUnprocessed) {
        boolean recent = items.lastPane >= now - RECENT_MILLIS;
        findings.add(
            items.edge,
            recent ? Level.FIRING : Level.HOLDING,
            UnprocessedExplanation.of(items, lately(items), minUnprocessed));
      }
    }
    state.unprocessed = all.values().toArray(new UnprocessedItems[0]);
  }

  private static UnprocessedItems items(Pane pane, long now) {
    UnprocessedItems items = new UnprocessedItems();
    items.edge = pane.edge;
    items.since = Minutes.start(0, now);
    return items;
  }

  private static void count(UnprocessedItems items, Pane pane, long now) {
    SlotRing ring = ring(items);
    ring.advance(now);
    if (pane != null) {
      long left = pane.get(Counter.UNPROCESSED);
      ring.add(0, left);
      items.left += left;
      items.sent += Math.max(left, pane.get(Counter.RECORDS));
      items.lastPane = left > 0 ? now : items.lastPane;
    }
    items.minutes = ring.packed(FORM);
  }

  private static long lately(UnprocessedItems items) {
    return ring(items).sum(MINUTES, 0);
  }

  private static SlotRing ring(UnprocessedItems items) {
    return SlotRing.unpack(FORM, items.minutes, Minutes.MILLIS, MINUTES, 1);
  }
}
