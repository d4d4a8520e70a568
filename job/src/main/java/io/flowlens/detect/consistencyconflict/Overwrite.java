package io.flowlens.detect.consistencyconflict;

/** Updates of one item in one region that another region's write replaced without having read. */
final class Overwrite {
  final long key;

  /** The place of the region whose write stayed. */
  final int winner;

  /** The place of the region whose updates are lost. */
  final int loser;

  /** How many versions of the item are lost. */
  final int updates;

  /** Whether the versions alone prove it: each region had one that the other never had. */
  final boolean byVersions;

  /** When the losing region recorded the winner's write, epoch milliseconds. */
  final long at;

  /** How long after the winning region that was. */
  final long lagMillis;

  Overwrite(
      long key, int winner, int loser, int updates, boolean byVersions, long at, long lagMillis) {
    this.key = key;
    this.winner = winner;
    this.loser = loser;
    this.updates = updates;
    this.byVersions = byVersions;
    this.at = at;
    this.lagMillis = lagMillis;
  }
}
