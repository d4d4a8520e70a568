package io.flowlens.lab.demo.fault;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The faults there are, and which of them are switched on. */
public final class Faults {
  private final Map<String, Fault> known = new LinkedHashMap<>();
  private final Set<String> on = ConcurrentHashMap.newKeySet();

  public Faults(List<Fault> faults) {
    faults.forEach(fault -> known.put(fault.name(), fault));
  }

  /** All faults, switched on or not. */
  public Collection<Fault> all() {
    return known.values();
  }

  /** Whether there is a fault of this name. */
  public boolean knows(String name) {
    return known.containsKey(name);
  }

  /** Whether a fault is switched on. */
  public boolean isOn(String name) {
    return on.contains(name);
  }

  /** Those of a kind that are switched on. */
  public <F extends Fault> Stream<F> on(Class<F> kind) {
    return known.values().stream()
        .filter(fault -> kind.isInstance(fault) && isOn(fault.name()))
        .map(kind::cast);
  }

  /**
   * Switches a fault on or off.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public synchronized void set(String name, boolean wanted) {
    if (!knows(name)) {
      throw new IllegalArgumentException(
          "There is no fault '" + name + "', only " + known.keySet() + ".");
    }
    if (wanted && !isOn(name)) {
      known.get(name).begin();
      on.add(name);
    } else if (!wanted) {
      on.remove(name);
    }
  }
}
