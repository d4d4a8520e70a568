package io.flowlens.detect.run;

import io.flowlens.config.Settings;
import io.flowlens.config.SlowWait;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Scope;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Sends a signal to each scope in which a detector wants it. */
public final class SignalsToScopes implements FlatMapFunction<Signal, ScopeInput> {
  private final Map<Scope, Demand> demands;
  private final long slowWaitMillis;

  /** To these detectors; slow evidence is waited for as these settings say. */
  public SignalsToScopes(List<Detector<?>> detectors, Settings settings) {
    demands = Demand.of(detectors);
    slowWaitMillis = settings.get(SlowWait.OPTION).toMillis();
  }

  @Override
  public void flatMap(Signal signal, Collector<ScopeInput> out) {
    demands.forEach(
        (scope, demand) -> {
          if (demand.signals.contains(signal.kind)) {
            for (String key : scope.keys(signal.node)) {
              out.collect(ScopeInput.of(key, round(signal), signal));
            }
          }
        });
  }

  private long round(Signal signal) {
    return Pane.startOf(
        signal.evidence == Evidence.FAST ? signal.time : signal.time + slowWaitMillis);
  }
}
