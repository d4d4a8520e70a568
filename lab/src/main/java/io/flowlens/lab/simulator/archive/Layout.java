package io.flowlens.lab.simulator.archive;

/**
 * How records are laid out in an archive; none of it may change the result of a replay.
 *
 * @param files over how many files they are split
 * @param gzip whether the files are {@code .jsonl.gz}
 * @param shuffleSeed shuffles all lines over all files; 0 keeps the order of arrival
 */
public record Layout(int files, boolean gzip, long shuffleSeed) {
  /** One plain file in order of arrival. */
  public static final Layout PLAIN = new Layout(1, false, 0);
}
