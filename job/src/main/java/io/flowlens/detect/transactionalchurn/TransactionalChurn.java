package io.flowlens.detect.transactionalchurn;

import io.flowlens.config.Option;
import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Does a caller waste a growing share of its writes to this table? The definition stands in the
 * package's description.
 *
 * <p>Spans and flow events are judged; where a table has had neither for an hour, CloudTrail is, a
 * quarter of an hour later. Never both: a caller may have another name in each.
 */
public final class TransactionalChurn implements Detector<TableWriters> {
  /** The anomaly type. */
  public static final String ID = "transactional-churn";

  /** More callers than this are not followed; those that wrote longest ago are dropped. */
  private static final int MAX_WRITERS = 128;

  private static final long FAST_MILLIS = 3_600_000;

  private final ChurnCriteria criteria;
  private final ChurnExplanation explanation;

  /** With the thresholds of these settings. */
  public TransactionalChurn(Settings settings) {
    criteria = new ChurnCriteria(settings);
    explanation = new ChurnExplanation(settings);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String question() {
    return "Does a caller waste more of its writes to a table than usual: failed conditions, conflicts, cancelled"
        + " transactions?";
  }

  @Override
  public Scope scope() {
    return Scope.TABLE;
  }

  @Override
  public Set<Access> accesses() {
    return EnumSet.of(Access.WRITE, Access.TRANSACT);
  }

  @Override
  public Set<Detail<?>> details() {
    return Set.of(Detail.FAILED_KEYS, Detail.CALLED_KEYS);
  }

  @Override
  public Set<Evidence> evidence() {
    return EnumSet.allOf(Evidence.class);
  }

  @Override
  public List<Option<?>> options() {
    return TransactionalChurnOptions.ALL;
  }

  @Override
  public Class<TableWriters> stateType() {
    return TableWriters.class;
  }

  @Override
  public TableWriters newState() {
    return new TableWriters();
  }

  @Override
  public boolean active(TableWriters state) {
    for (Writer writer : state.writers) {
      if (writer.wasting != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Duration memory() {
    return Duration.ofHours(KnownHours.MEMORY_HOURS);
  }

  @Override
  public void judge(Round round, TableWriters state, OwnEpisodes episodes, Findings findings) {
    List<Pane> fast = writes(round.panes());
    List<Pane> slow = writes(round.slowMinutes());
    state.lastFast = fast.isEmpty() ? state.lastFast : round.start();
    boolean onlySlow = state.lastFast < round.start() - FAST_MILLIS;
    List<Pane> judged = onlySlow ? slow : fast;
    Map<String, Writer> writers = new TreeMap<>();
    for (Writer writer : state.writers) {
      writers.put(writer.edge.id(), writer);
    }
    Map<String, Pane> panes = new TreeMap<>();
    for (Pane pane : judged) {
      panes.put(pane.edge.id(), pane);
      writers.computeIfAbsent(pane.edge.id(), id -> writer(pane, round.start()));
    }
    forget(writers, round.start());
    state.writers = writers.values().toArray(new Writer[0]);
    for (Writer writer : state.writers) {
      Pane pane = panes.get(writer.edge.id());
      Level level = judge(writer, pane, round);
      if (writer.wasting != null) {
        countKeys(writer, fast);
        countKeys(writer, slow);
      }
      if (level != Level.CLEAR) {
        findings.add(writer.edge, level, explanation.of(writer, state, pane, round.end()));
      }
    }
  }

  private Level judge(Writer writer, Pane pane, Round round) {
    if (pane == null && writer.wasting == null) {
      return Level.CLEAR;
    }
    WriterTraffic traffic = WriterTraffic.of(writer, round.start());
    Waste waste = pane == null ? Waste.NONE : Waste.of(pane);
    traffic.add(waste);
    UsualWaste usual = UsualWaste.of(writer);
    Level level = criteria.judge(writer, traffic, usual, waste, round.end());
    if (waste.attempts() > 0) {
      boolean isUsual = writer.wasting == null || writer.wasting.standing;
      usual.learn(round.start(), traffic.last(WriterTraffic.MINUTES), isUsual);
      writer.lastWrite = round.start();
    }
    traffic.keep(writer);
    return level;
  }

  /** CloudTrail's keys come late, but spans have none. */
  private static void countKeys(Writer writer, List<Pane> panes) {
    for (Pane pane : panes) {
      if (pane.edge.equals(writer.edge)) {
        Collisions.count(writer, pane, panes);
      }
    }
  }

  /** Those to the table itself that tell of an attempt. */
  private static List<Pane> writes(List<Pane> panes) {
    List<Pane> writes = new ArrayList<>(panes);
    writes.removeIf(pane -> pane.edge.to.kind != NodeKind.TABLE || pane.attempts() == 0);
    return writes;
  }

  private static Writer writer(Pane pane, long now) {
    Writer writer = new Writer();
    writer.edge = pane.edge;
    writer.knownSince = now;
    writer.lastWrite = now;
    return writer;
  }

  private static void forget(Map<String, Writer> writers, long now) {
    long oldest = now - KnownHours.MEMORY_HOURS * FAST_MILLIS;
    writers.values().removeIf(writer -> writer.lastWrite < oldest);
    while (writers.size() > MAX_WRITERS) {
      Writer silent = null;
      for (Writer writer : writers.values()) {
        silent = silent == null || writer.lastWrite < silent.lastWrite ? writer : silent;
      }
      writers.remove(silent.edge.id());
    }
  }
}
