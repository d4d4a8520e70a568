package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;

/** Something that happens to a system: a fault to be found, or what must not be taken for one. */
public interface Story {
  /**
   * Plays it out in a new cell.
   *
   * @param name the cell's name
   * @param rate the system's usual load, requests a second
   */
  Cell play(String name, Interval when, double rate, SeededRandom random);
}
