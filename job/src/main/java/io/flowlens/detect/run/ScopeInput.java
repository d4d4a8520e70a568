package io.flowlens.detect.run;

import io.flowlens.model.Pane;
import io.flowlens.model.Signal;

/** A pane or a signal on its way to one scope. */
public final class ScopeInput {
  /** Of the scope: see {@link io.flowlens.detect.api.Scope}. */
  public String key;

  /** Start of the round that it belongs to, epoch milliseconds. */
  public long round;

  /** Null where it is a signal. */
  public Pane pane;

  /** Null where it is a pane. */
  public Signal signal;

  /** For Flink. */
  public ScopeInput() {}

  static ScopeInput of(String key, long round, Pane pane) {
    ScopeInput input = new ScopeInput();
    input.key = key;
    input.round = round;
    input.pane = pane;
    return input;
  }

  static ScopeInput of(String key, long round, Signal signal) {
    ScopeInput input = new ScopeInput();
    input.key = key;
    input.round = round;
    input.signal = signal;
    return input;
  }
}
