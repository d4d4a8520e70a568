package io.flowlens.lab.simulator.evaluate;

import io.flowlens.lab.simulator.engine.Dice;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many cells side by side in one archive, at least as many without a fault as with one.
 *
 * @param cells in no order that means anything
 */
record Fleet(List<Cell> cells) {
  /**
   * A fleet in which every story of {@code faults} happens once, and the {@code negatives} in turn
   * until they are as many.
   *
   * @param rate the usual load of each cell, requests a second
   */
  static Fleet of(
      List<Story> faults, List<Story> negatives, Interval when, double rate, long seed) {
    Dice dice = Dice.of(seed).child("fleet");
    List<Cell> cells = new ArrayList<>();
    for (Story fault : faults) {
      cells.add(fault.play(name(cells.size()), when, rate, dice));
    }
    for (int i = 0; i < Math.max(faults.size(), negatives.size()); i++) {
      Story negative = negatives.get(i % negatives.size());
      cells.add(negative.play(name(cells.size()), when, rate, dice));
    }
    return new Fleet(cells);
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "c%03d", number);
  }

  /** All cells as one world. */
  World world() {
    return cells.stream().map(Cell::world).reduce(World::beside).orElseThrow();
  }

  /** Which cell an edge belongs to; null when to none. */
  Cell cellOf(String edgeId) {
    return cells.stream()
        .filter(cell -> edgeId.contains('-' + cell.name()))
        .findFirst()
        .orElse(null);
  }
}
