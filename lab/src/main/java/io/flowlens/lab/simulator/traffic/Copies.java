package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.world.Hosting;
import io.flowlens.lab.simulator.world.Service;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Which copy of a service takes over a request: one of its hosts', or a function's environment. */
final class Copies {
  /** Lambda keeps an idle environment for some minutes. */
  private static final long ENVIRONMENT_IDLE_MICROS = 420_000_000;

  /**
   * A copy that takes over.
   *
   * @param number never given to another copy of the same service
   * @param cold whether it must start first
   */
  record Copy(int number, boolean cold) {}

  private record Environment(int number, long startedAt, long idleSince) {}

  /** A function's environments that wait, the one used last on top. */
  private static final class Environments {
    private final Deque<Environment> idle = new ArrayDeque<>();
    private final Map<Integer, Long> startedAt = new HashMap<>();
    private int started;
  }

  private final Map<String, Environments> functions = new HashMap<>();
  private final SeededRandom random;

  Copies(SeededRandom random) {
    this.random = random;
  }

  /** A copy for one request; a function's must be given back. */
  Copy take(Service service, long now) {
    return service.function() ? environment(service, now) : host(service.hosting(), now);
  }

  private Copy host(Hosting hosting, long now) {
    boolean straggler = hosting.stragglers() > 0 && random.chance(hosting.stragglersShare());
    int place =
        straggler
            ? hosting.copies() + random.below(hosting.stragglers())
            : random.below(hosting.copies());
    return new Copy(hosting.copyAt(place, now), false);
  }

  private Copy environment(Service function, long now) {
    Environments all = functions.computeIfAbsent(function.name(), name -> new Environments());
    Environment warm = all.idle.pollFirst();
    if (warm != null && runs(warm, function.hosting(), now)) {
      return new Copy(warm.number(), false);
    }
    if (warm != null && now - warm.idleSince() > ENVIRONMENT_IDLE_MICROS) {
      // The others have waited even longer.
      all.idle.clear();
    }
    all.startedAt.put(all.started, now);
    return new Copy(all.started++, true);
  }

  private static boolean runs(Environment environment, Hosting hosting, long now) {
    Interval replacing = hosting.replacing();
    boolean old =
        replacing != null
            && replacing.holds(now)
            && now - environment.startedAt() > hosting.lifeSeconds() * 1e6;
    return !old && now - environment.idleSince() <= ENVIRONMENT_IDLE_MICROS;
  }

  /** The copy has done its work and waits for more. */
  void giveBack(Service service, int number, long now) {
    if (service.function()) {
      Environments all = functions.get(service.name());
      all.idle.addFirst(new Environment(number, all.startedAt.get(number), now));
    }
  }
}
