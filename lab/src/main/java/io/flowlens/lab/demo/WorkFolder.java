package io.flowlens.lab.demo;

import io.flowlens.localaws.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code .flowlens}: all files of a run. Logs stay when the run ends, the rest goes. */
final class WorkFolder implements AutoCloseable {
  private static final List<String> PASSING = List.of("job/checkpoints", "job/tmp", "diagram/tmp");

  private final Path path;
  private final FileChannel lockFile;

  private WorkFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder for this run.
   *
   * @throws CannotStart if another run has it
   */
  static WorkFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lockFile)) {
        lockFile.close();
        throw new CannotStart(
            "Another demo runs in " + path + ": stop it first, or use another checkout.");
      }
      WorkFolder folder = new WorkFolder(path, lockFile);
      folder.removePassing();
      return folder;
    } catch (IOException e) {
      throw new CannotStart("The folder " + path + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A folder in it, made if it is not there. */
  Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removePassing() throws IOException {
    for (String name : PASSING) {
      if (Files.exists(path.resolve(name))) {
        try (Stream<Path> all = Files.walk(path.resolve(name))) {
          for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      removePassing();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
