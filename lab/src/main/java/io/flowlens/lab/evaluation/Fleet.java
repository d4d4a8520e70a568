package io.flowlens.lab.evaluation;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.stories.Story;
import io.flowlens.lab.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Many cells side by side in one archive, at least as many without a fault as with one.
 *
 * @param cells in no order that means anything
 */
record Fleet(List<Cell> cells) {
  /** The family's fleet in this setting. */
  static Fleet of(Family family, Setting setting, Interval when, long seed) {
    boolean whole = setting.faults() >= family.faults().size();
    List<Story> faults = some(family.faults(), setting.faults(), seed);
    if (setting.day()) {
      faults.addAll(family.slowFaults());
    }
    int most = whole ? Math.max(faults.size(), family.negatives().size()) : faults.size();
    List<Story> negatives = some(family.negatives(), Math.max(1, most), seed);
    return of(faults, negatives, when, setting.rate(), seed);
  }

  /** So many stories: with each seed the next ones. */
  private static List<Story> some(List<Story> stories, int n, long seed) {
    int count = Math.min(n, stories.size());
    long first = Math.floorMod(seed * count, (long) stories.size());
    return new ArrayList<>(
        IntStream.range(0, count)
            .mapToObj(i -> stories.get((int) ((first + i) % stories.size())))
            .toList());
  }

  /**
   * A fleet in which every story of {@code faults} happens once, and the {@code negatives} in turn
   * until they are as many.
   *
   * @param rate the usual load of each cell, requests a second
   */
  static Fleet of(
      List<Story> faults, List<Story> negatives, Interval when, double rate, long seed) {
    SeededRandom random = SeededRandom.of(seed).child("fleet");
    List<Cell> cells = new ArrayList<>();
    for (Story fault : faults) {
      cells.add(fault.play(name(cells.size()), when, rate, random));
    }
    for (int i = 0; i < Math.max(faults.size(), negatives.size()); i++) {
      Story negative = negatives.get(i % negatives.size());
      cells.add(negative.play(name(cells.size()), when, rate, random));
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
