package io.flowlens.lab.simulator.stories;

import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.world.World;
import java.util.List;

/**
 * A small system that shares nothing with others, and what is wrong in it.
 *
 * @param name part of all its nodes' names, so that a detection is known to be in this cell
 * @param story what happens in it, such as {@code surge} or {@code throttle-storm boto-legacy}
 * @param episodes its faults; none when it only looks suspicious
 * @param remarks what is true but no fault: an anomaly of severity {@code info} is neither right
 *     nor wrong
 */
public record Cell(
    String name, String story, World world, List<Episode> episodes, List<Episode> remarks) {
  /** A cell in which nothing is worth a remark. */
  public Cell(String name, String story, World world, List<Episode> episodes) {
    this(name, story, world, episodes, List.of());
  }

  /** Whether nothing of this anomaly type is to be found here. */
  public boolean clean(String type) {
    return episodes.stream().noneMatch(episode -> episode.type().equals(type));
  }
}
