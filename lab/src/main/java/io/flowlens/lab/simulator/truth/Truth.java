package io.flowlens.lab.simulator.truth;

import io.flowlens.lab.simulator.traffic.Change;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exact numbers of each edge and minute, as far as telemetry can show them.
 *
 * <p>A flow belongs to the minute in which it ended. A call that spans and CloudTrail both show
 * counts once: in a minute in which an edge has spans, they alone count.
 */
public final class Truth implements TrafficListener {
  /** One edge in one minute; {@code minute} is its start in epoch milliseconds. */
  public record Key(String edgeId, long minute) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byEdge = edgeId.compareTo(other.edgeId);
      return byEdge != 0 ? byEdge : Long.compare(minute, other.minute);
    }
  }

  private final EdgeIds ids;
  private final SortedMap<Key, EdgeMinuteTruth> fast = new TreeMap<>();
  private final SortedMap<Key, EdgeMinuteTruth> slow = new TreeMap<>();

  public Truth(String account) {
    this.ids = new EdgeIds(account);
  }

  @Override
  public void on(TableCall call) {
    Service caller = call.origin().service();
    if (call.origin().sampled() && caller.telemetry().form() != Service.Form.NONE) {
      for (int i = 0; i < call.step().tables().size(); i++) {
        spanTold(call, i);
      }
    }
    if (caller.telemetry().trail()) {
      call.attempts().stream()
          .filter(attempt -> attempt.failure() != Failure.TIMEOUT)
          .forEach(attempt -> trailTold(call, attempt.start(), attempt.failure()));
    }
  }

  private void spanTold(TableCall call, int i) {
    Step.Access step = call.step();
    Service caller = call.origin().service();
    Table table = step.tables().get(i);
    EdgeMinuteTruth tally = tally(fast, ids.access(caller, step, table), clock(caller, call.end()));
    Visible visible = Visible.of(call);
    tally.call(step.operation().apiName(), call.ok(), visible.attempts());
    visible.errors().forEach(tally::error);
    tally.latency(call.end() - call.start());
    tally.records += call.ok() && step.operation() == Operation.SCAN ? step.items() : 0;
    if (!visible.unitsKnown()) {
      return;
    }
    if (step.operation().writes()) {
      tally.writeMilliUnits += call.milliUnits().get(i);
    } else {
      tally.readMilliUnits += call.milliUnits().get(i);
    }
    if (!step.operation().writes()) {
      tally.strongReads += step.strong() ? 1 : 0;
      tally.eventualReads += step.strong() ? 0 : 1;
    }
  }

  private void trailTold(TableCall call, long micros, Failure failure) {
    Step.Access step = call.step();
    for (Table table : step.tables()) {
      long second = micros / 1_000_000 * 1_000_000;
      EdgeMinuteTruth tally = tally(slow, ids.access(call.origin().service(), step, table), second);
      tally.call(step.operation().apiName(), failure == null, 1);
      // Only a transaction's event lists its items.
      tally.records += step.operation() == Operation.TRANSACT_WRITE ? 1 : 0;
      if (failure != null) {
        tally.error(failure.kind().label(), 1);
      }
      if (step.operation() != Operation.TRANSACT_WRITE && step.strong()) {
        tally.strongReads++;
      }
    }
  }

  @Override
  public void on(ServiceCall call) {
    if (!call.callee().sampled() || !call.endpoint().service().telemetry().form().hasSpans()) {
      return;
    }
    Service from = call.caller().service();
    Service clock = from == null ? call.callee().service() : from;
    EdgeMinuteTruth tally =
        tally(fast, ids.call(from, call.callee().service()), clock(clock, call.clientEnd()));
    tally.call(operation(call), call.ok(), 1);
    tally.error("server", call.ok() ? 0 : 1);
    tally.latency(call.clientEnd() - call.clientStart());
  }

  /** A call is named by its client span, one from outside by its server span. */
  private static String operation(ServiceCall call) {
    String method = call.endpoint().method();
    return call.fromOutside() ? method + ' ' + call.endpoint().route() : method;
  }

  @Override
  public void on(Change change) {
    EdgeMinuteTruth tally = tally(fast, ids.change(change.table()), change.time());
    tally.call(change.kind(), true, 1);
    tally.records++;
    tally.bytes += change.sizeBytes();
  }

  /** Every edge and minute in which something happened, in order of edge and minute. */
  public SortedMap<Key, EdgeMinuteTruth> minutes() {
    SortedMap<Key, EdgeMinuteTruth> all = new TreeMap<>(slow);
    all.putAll(fast);
    return all;
  }

  private static long clock(Service service, long micros) {
    return micros + service.clockOffsetMicros();
  }

  private static EdgeMinuteTruth tally(
      SortedMap<Key, EdgeMinuteTruth> book, String edgeId, long micros) {
    long minute = Math.floorDiv(micros, 60_000_000L) * 60_000;
    return book.computeIfAbsent(new Key(edgeId, minute), k -> new EdgeMinuteTruth());
  }
}
