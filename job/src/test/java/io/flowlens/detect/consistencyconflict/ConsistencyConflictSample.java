package io.flowlens.detect.consistencyconflict;

import static io.flowlens.detect.PaneBuilder.calls;

import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.Map;

/** One value of the detector's state with something in every field. */
public final class ConsistencyConflictSample {
  static final Node FAR_TABLE = Shop.node(NodeKind.TABLE, "eu-west-1", "Orders");
  static final Edge FAR_CHANGES =
      Edge.of(FAR_TABLE, Shop.node(NodeKind.CHANGE_STREAM, "eu-west-1", "Orders"), Access.CHANGE);

  /** From the region whose change stays. */
  static final Edge REPLICATION = Edge.of(FAR_TABLE, Shop.ORDERS_TABLE, Access.REPLICATE);

  private static final long AT = PaneBuilder.MIDNIGHT;

  private ConsistencyConflictSample() {}

  /** Each of five items is changed in both regions at once; the other region's change stays. */
  public static Map<Edge, PaneBuilder> lost() {
    PaneBuilder here = calls(10);
    PaneBuilder there = calls(5);
    for (int key = 1; key <= 5; key++) {
      long at = PaneBuilder.MIDNIGHT + 100L * key;
      here.changed(key, 10, 100 + key, at).changed(key, 100 + key, 200 + key, at + 900);
      there.changed(key, 10, 200 + key, at + 50);
    }
    return Map.of(Shop.ORDERS_CHANGES, here, FAR_CHANGES, there, REPLICATION, calls(0));
  }

  /** Changes arrive in the other region as they were made. */
  public static Map<Edge, PaneBuilder> replicated() {
    return Map.of(
        Shop.ORDERS_CHANGES,
        calls(2).changed(1, 10, 11, AT).changed(1, 11, 12, AT + 200),
        FAR_CHANGES,
        calls(2).changed(1, 10, 11, AT + 800).changed(1, 11, 12, AT + 1_000));
  }

  public static ReplicatedTable state(Edge edge, long at) {
    ReplicatedTable table = new ReplicatedTable();
    table.regions = new Node[] {edge.to, Node.of(edge.to.kind, "", "eu-west-1", edge.to.name)};
    table.steps = new byte[] {1, 2, 3};
    table.replicated = 4;
    table.unmatched = 5;
    table.isSample = true;
    Writer writer = new Writer();
    writer.edge = edge;
    writer.lastWrite = at - 10_000;
    writer.writes = 6;
    table.writers = new Writer[] {writer};
    table.callers = new CallerModes[] {caller(edge, at)};
    table.losses = losses(table, at);
    return table;
  }

  private static CallerModes caller(Edge edge, long at) {
    CallerModes caller = new CallerModes();
    caller.edge = edge;
    caller.knownSince = at - 90_000_000;
    caller.lastCall = at - 10_000;
    caller.past = new byte[] {1};
    caller.running = new byte[] {2, 3};
    caller.runningSince = at - 300_000;
    caller.highest = new byte[] {4, 5};
    ModeSwitch switched = new ModeSwitch();
    switched.edge = edge;
    switched.since = at - 3_600_000;
    switched.mode = 3;
    switched.shareBefore = 0.1;
    switched.shareAfter = 0.9;
    switched.before = new byte[] {6};
    switched.after = new byte[] {7};
    switched.effect = "HIDDEN";
    switched.knownSince = at - 600_000;
    caller.switched = switched;
    return caller;
  }

  private static Losses losses(ReplicatedTable table, long at) {
    Losses losses = new Losses();
    losses.since = at - 600_000;
    losses.last = at - 20_000;
    losses.newest = new long[] {at - 600_000, at - 20_000};
    losses.lost = 7;
    losses.byVersions = 2;
    losses.undecided = 1;
    losses.followed = 800;
    losses.longestLag = 900;
    losses.directions = new Losses.Direction[] {new Losses.Direction()};
    losses.directions[0].winner = 1;
    losses.directions[0].lost = 7;
    losses.examples = new Losses.Example[] {new Losses.Example()};
    losses.examples[0].key = 8;
    losses.examples[0].winner = 1;
    losses.examples[0].at = at - 20_000;
    losses.reported = true;
    losses.root = Edge.of(table.regions[1], table.regions[0], Access.REPLICATE);
    return losses;
  }
}
