package io.flowlens.emit;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;

/**
 * Lines that are to become a sorted file. Only their keys are held in memory; the lines wait in a
 * file beside it.
 */
final class SortedLines implements Closeable {
  private final Path target;
  private final Path waiting;
  private final OutputStream out;
  private final TreeMap<String, Line> lines = new TreeMap<>();
  private long written;

  private static final class Line {
    final long version;
    final long offset;
    final int length;

    Line(long version, long offset, int length) {
      this.version = version;
      this.offset = offset;
      this.length = length;
    }
  }

  /** For the file of this name, whose folder is made if it is not there. */
  SortedLines(Path target) throws IOException {
    this.target = target;
    Files.createDirectories(target.toAbsolutePath().getParent());
    this.waiting = target.resolveSibling("." + target.getFileName() + ".waiting");
    this.out = new BufferedOutputStream(Files.newOutputStream(waiting), 1 << 16);
  }

  /** Adds a line; it replaces the one of the same key unless that has a higher version. */
  void put(String key, long version, byte[] line) throws IOException {
    Line known = lines.get(key);
    if (known != null && known.version > version) {
      return;
    }
    lines.put(key, new Line(version, written, line.length));
    out.write(line);
    written += line.length;
  }

  /** How many keys there are. */
  int size() {
    return lines.size();
  }

  /** Writes all lines, sorted by key; the file appears whole or not at all. */
  void finish() throws IOException {
    out.flush();
    Path half = target.resolveSibling("." + target.getFileName() + ".half");
    try (RandomAccessFile in = new RandomAccessFile(waiting.toFile(), "r");
        OutputStream sorted = new BufferedOutputStream(Files.newOutputStream(half), 1 << 16)) {
      for (Line line : lines.values()) {
        byte[] bytes = new byte[line.length];
        in.seek(line.offset);
        in.readFully(bytes);
        sorted.write(bytes);
        sorted.write('\n');
      }
    }
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(waiting);
  }
}
