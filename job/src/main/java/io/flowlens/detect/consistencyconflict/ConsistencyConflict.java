package io.flowlens.detect.consistencyconflict;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.ItemChanges;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Do the regions of a global table overwrite each other's updates, and what does a caller's change
 * of mode do to conflicts? The definitions stand in the package's description. Of a table whose
 * change records come from one region only, no item is remembered.
 */
public final class ConsistencyConflict implements Detector<ReplicatedTable> {
  /** The anomaly type. */
  public static final String ID = "consistency-conflict";

  /** So long after the last region had a version its ways are compared. */
  private static final long SETTLE_MILLIS = 15_000;

  private static final long ENOUGH = 10_000;

  private final long windowMillis;
  private final long marginMillis;
  private final LossCriteria criteria;
  private final Callers callers;

  /** With the thresholds of these settings. */
  public ConsistencyConflict(Settings settings) {
    windowMillis = settings.get(ConsistencyConflictOptions.WINDOW).toMillis();
    marginMillis = settings.get(ConsistencyConflictOptions.MARGIN).toMillis();
    criteria = new LossCriteria(settings);
    callers = new Callers(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Do writes in one region of a global table replace updates made in another, or does a change of mode hide conflicts?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.of(Access.CHANGE, Access.READ, Access.WRITE, Access.TRANSACT);
  }

  @Override
  public Set<Detail<?>> details() {
    return Set.of(Detail.ITEM_CHANGES);
  }

  @Override
  public List<Option<?>> options() {
    return ConsistencyConflictOptions.ALL;
  }

  @Override
  public Class<ReplicatedTable> stateType() {
    return ReplicatedTable.class;
  }

  @Override
  public ReplicatedTable newState() {
    return new ReplicatedTable();
  }

  @Override
  public boolean active(ReplicatedTable state) {
    return (state.losses != null && state.losses.reported) || Callers.anyReported(state);
  }

  @Override
  public Duration memory() {
    return Duration.ofHours(24);
  }

  @Override
  public void judge(Round round, ReplicatedTable table, OwnEpisodes episodes, Findings findings) {
    for (Pane pane : round.panes()) {
      if (pane.edge.access == Access.CHANGE) {
        region(table, pane.edge.from);
      }
    }
    Writers.note(table, round);
    long lost = table.regions.length > 1 ? compare(round, table) : 0;
    callers.judge(round, table, lost, findings);
    if (table.losses != null) {
      judge(round, table, findings);
    }
  }

  /** The place of the region in which this table is, a new one where it is not known. */
  private static int region(ReplicatedTable table, Node node) {
    int place = Arrays.asList(table.regions).indexOf(node);
    if (place >= 0) {
      return place;
    }
    table.regions = Arrays.copyOf(table.regions, table.regions.length + 1);
    table.regions[table.regions.length - 1] = node;
    return table.regions.length - 1;
  }

  /** How many updates were found to be lost. */
  private long compare(Round round, ReplicatedTable table) {
    int regions = table.regions.length;
    Steps steps = Steps.unpack(table.steps, regions);
    long followed = 0;
    for (Pane pane : round.panes()) {
      if (pane.has(Detail.ITEM_CHANGES)) {
        ItemChanges changes = pane.get(Detail.ITEM_CHANGES);
        table.isSample |= changes.isSample();
        int region = region(table, pane.edge.from);
        changes.forEach(
            (key, all) -> {
              all.forEach(change -> steps.add(region, key, change));
              if (all.isEmpty()) {
                steps.mark(key, round.start());
              }
            });
        followed += pane.get(Counter.CALLS);
      }
    }
    Histories histories = new Histories(steps, regions, marginMillis, SETTLE_MILLIS);
    long lost = 0;
    for (Overwrite overwrite : histories.compare(round.end())) {
      criteria.add(table, overwrite);
      lost += overwrite.updates;
    }
    steps.forget(round.end() - windowMillis);
    table.steps = steps.packed();
    table.replicated += steps.replicated + histories.explained;
    table.unmatched += steps.unmatched;
    if (table.replicated + table.unmatched > ENOUGH) {
      table.replicated /= 2;
      table.unmatched /= 2;
    }
    if (table.losses != null) {
      table.losses.undecided += histories.undecided;
      table.losses.followed += followed;
    }
    return lost;
  }

  private void judge(Round round, ReplicatedTable table, Findings findings) {
    Losses losses = table.losses;
    if (criteria.isOver(losses, round.end())) {
      if (losses.reported) {
        findings.over(subject(table), LossExplanation.of(table, criteria.minLost()), losses.last);
      }
      table.losses = null;
      return;
    }
    losses.reported |= criteria.isMet(table);
    if (losses.reported) {
      findings.add(subject(table), Level.FIRING, LossExplanation.of(table, criteria.minLost()));
    }
  }

  /** The way by which most were lost when the anomaly opened. */
  private static Edge subject(ReplicatedTable table) {
    Losses losses = table.losses;
    if (losses.root == null) {
      Losses.Direction most = losses.directions[0];
      losses.root =
          Edge.of(table.regions[most.winner], table.regions[most.loser], Access.REPLICATE);
    }
    return losses.root;
  }
}
