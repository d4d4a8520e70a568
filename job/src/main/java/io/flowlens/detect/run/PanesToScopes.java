package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Sends a pane to each scope in which a detector wants it, with the detail that is wanted there.
 */
public final class PanesToScopes implements FlatMapFunction<Pane, ScopeInput> {
  private static final long MINUTE_MILLIS = 60_000;

  private final Map<Scope, Demand> demands;
  private final long slowWaitMillis;

  /** To these detectors; slow evidence is waited for as these settings say. */
  public PanesToScopes(List<Detector<?>> detectors, Settings settings) {
    demands = Demand.of(detectors);
    slowWaitMillis = settings.get(SlowWait.OPTION).toMillis();
  }

  @Override
  public void flatMap(Pane pane, Collector<ScopeInput> out) {
    demands.forEach(
        (scope, demand) -> {
          if (demand.includes(pane)) {
            for (String key : scope.keys(pane.edge)) {
              out.collect(ScopeInput.of(key, round(pane), pane.with(demand.details)));
            }
          }
        });
  }

  /** A minute of slow evidence is due when it has been waited for. */
  private long round(Pane pane) {
    return pane.evidence == Evidence.FAST
        ? pane.start
        : Pane.startOf(pane.start + MINUTE_MILLIS + slowWaitMillis - 1);
  }
}
