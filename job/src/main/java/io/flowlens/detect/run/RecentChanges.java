package io.flowlens.detect.run;

import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What was changed in the last hour, under the current key: a change may become known late, and an
 * episode may begin later. More than {@value #MOST} are not kept, but counted.
 */
final class RecentChanges {
  private static final long KEPT_MILLIS = 60 * 60_000L;
  private static final int MOST = 10_000;
  private static final int UNCOUNTED = -1;

  private final MapState<String, Signal> byId;
  private final JobMetrics.Count leftOut;

  /** How many are kept; {@link #UNCOUNTED} until they have been counted. */
  private int kept = UNCOUNTED;

  /** Kept in the state {@code changes}. */
  RecentChanges(RuntimeContext context, JobMetrics metrics) {
    byId =
        context.getMapState(
            new MapStateDescriptor<>("changes", Types.STRING, Types.POJO(Signal.class)));
    leftOut = metrics.counter(JobMetric.CHANGES_LEFT_OUT);
  }

  /** The end of the pane with which the change is forgotten, less a millisecond. */
  static long forgetAt(Signal change) {
    return Pane.endOf(Pane.startOf(change.time) + KEPT_MILLIS);
  }

  /** Keeps the change; whether it was not known before. */
  boolean add(Signal change) throws Exception {
    if (kept == UNCOUNTED) {
      kept = count(byId.keys());
    }
    String id =
        change.node.id()
            + '|'
            + change.time
            + '|'
            + change.dimension(Signal.OPERATION)
            + '|'
            + change.eventId;
    if (byId.contains(id)) {
      return false;
    }
    if (kept == MOST) {
      leftOut.add(1);
      return false;
    }
    byId.put(id, change);
    kept++;
    return true;
  }

  private static int count(Iterable<?> all) {
    int n = 0;
    for (Object ignored : all) {
      n++;
    }
    return n;
  }

  /** All that are not to be forgotten with this pane; the others are. */
  List<Signal> at(long pane) throws Exception {
    List<Signal> all = new ArrayList<>();
    for (Iterator<Signal> each = byId.values().iterator(); each.hasNext(); ) {
      Signal change = each.next();
      if (forgetAt(change) <= Pane.endOf(pane)) {
        each.remove();
      } else {
        all.add(change);
      }
    }
    if (all.isEmpty()) {
      byId.clear();
    }
    kept = all.size();
    return all;
  }
}
