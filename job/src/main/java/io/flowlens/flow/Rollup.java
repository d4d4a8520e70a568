package io.flowlens.flow;

import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;

/**
 * What one roll-up holds of the minutes that take nothing more. Its counts come from fast evidence
 * where it has any, else from slow evidence, as those of a minute do.
 */
final class Rollup {
  /** Its evidence is null as long as nothing was added. */
  Pane counts = new Pane();

  /** Whether its row must be written, again or for the first time. */
  boolean changed = true;

  /** Whether its counts are final and dropped; only their evidence is still known. */
  boolean done;

  /** Adds counts of one kind of evidence. The order in which counts are added changes nothing. */
  void add(Pane more, Evidence evidence) {
    if (counts.evidence == null
        || (counts.evidence == Evidence.SLOW && evidence == Evidence.FAST)) {
      counts = new Pane();
      counts.evidence = evidence;
    }
    if (counts.evidence == evidence) {
      counts.mergeCounts(more);
    }
  }

  /** Adds all that the other roll-up holds. */
  void add(Rollup more) {
    if (more.counts.evidence != null) {
      add(more.counts, more.counts.evidence);
    }
  }

  /** Drops the counts, which take nothing more and have been written. */
  void finish() {
    Pane empty = new Pane();
    empty.evidence = counts.evidence;
    counts = empty;
    changed = false;
    done = true;
  }

  Rollup copy() {
    Rollup copy = new Rollup();
    copy.counts = counts.copy();
    copy.changed = changed;
    copy.done = done;
    return copy;
  }
}
