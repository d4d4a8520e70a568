package io.flowlens.lab.simulator.traffic;

import io.flowlens.lab.simulator.world.Table;

/**
 * An item that was changed in a table with a change stream.
 *
 * @param kind {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param version how often the item has been written, this time included
 * @param time epoch microseconds
 * @param sizeBytes of both images and the key
 * @param writer the service that changed it, by name
 */
public record Change(
    Table table, String kind, String key, int version, long time, int sizeBytes, String writer) {}
