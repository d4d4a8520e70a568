package io.flowlens.lab.simulator.traffic;

import java.util.List;

/** Witnesses who are told everything one after the other. */
record Audience(List<Witness> witnesses) implements Witness {
  @Override
  public void saw(TableCall call) {
    witnesses.forEach(w -> w.saw(call));
  }

  @Override
  public void saw(ServiceCall call) {
    witnesses.forEach(w -> w.saw(call));
  }

  @Override
  public void saw(Work work) {
    witnesses.forEach(w -> w.saw(work));
  }

  @Override
  public void saw(Change change) {
    witnesses.forEach(w -> w.saw(change));
  }

  @Override
  public void saw(Invocation invocation) {
    witnesses.forEach(w -> w.saw(invocation));
  }

  @Override
  public void saw(GivenUp batch) {
    witnesses.forEach(w -> w.saw(batch));
  }
}
