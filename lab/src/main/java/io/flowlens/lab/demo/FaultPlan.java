package io.flowlens.lab.demo;

import io.flowlens.lab.demo.fault.Fault;
import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.localaws.CannotStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When the faults of the command line are switched on: each once the shop was healthy long enough.
 */
final class FaultPlan {
  private final Faults faults;
  private final List<Fault> later = new ArrayList<>();
  private final Duration longestWait;

  /**
   * Switches on the faults that need no healthy time before them.
   *
   * @throws CannotStart if there is no fault of a name
   */
  FaultPlan(Faults faults, List<String> names) {
    this.faults = faults;
    for (String name : names) {
      Fault fault = find(name);
      if (fault.healthyBefore().isZero()) {
        faults.set(name, true);
      } else {
        later.add(fault);
      }
    }
    longestWait =
        later.stream()
            .map(Fault::healthyBefore)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
  }

  private Fault find(String name) {
    return faults.all().stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CannotStart(
                    "There is no fault '"
                        + name
                        + "': use "
                        + faults.all().stream().map(Fault::name).collect(Collectors.joining(", "))
                        + "."));
  }

  /** How long after the start the last fault is switched on. */
  Duration longestWait() {
    return longestWait;
  }

  /** Prints which faults are still to be switched on, and when. */
  void announce(Progress progress) {
    for (Fault fault : later) {
      progress.print(
          String.format(
              "  %s is switched on in %d s: flowlens must first see the shop without it.",
              fault.name(), fault.healthyBefore().toSeconds()));
    }
  }

  /** Switches on the faults that are due after this time. */
  void advance(Duration sinceStart, Progress progress) {
    later.removeIf(
        fault -> {
          boolean due = sinceStart.compareTo(fault.healthyBefore()) >= 0;
          if (due) {
            faults.set(fault.name(), true);
            progress.print("  " + fault.name() + " is on: " + fault.description());
          }
          return due;
        });
  }
}
