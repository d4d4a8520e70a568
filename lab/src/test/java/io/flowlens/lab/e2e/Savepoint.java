package io.flowlens.lab.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint of a release, with the input streams that its job read and what is known of its
 * state. It is a file of {@code src/test/resources/savepoints}, made by {@link TakeSavepoint} and
 * never changed.
 */
final class Savepoint {
  static final Path ALL = Path.of("src/test/resources/savepoints");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FACTS = "facts.json";

  private final Path folder;
  private final Facts facts;

  private Savepoint(Path folder, Facts facts) {
    this.folder = folder;
    this.facts = facts;
  }

  /**
   * What is known of the state.
   *
   * @param until the end of the last second whose traffic the job has read, epoch milliseconds
   * @param openMinute the start of the minute that was open then, epoch milliseconds
   * @param seconds how many seconds of traffic the job has counted in that minute
   * @param waiting the number of a call whose client's half waits for the server's
   * @param change the change record that was read last
   * @param nextId the first number that no span or change has had
   * @param episode the id of the episode that was open
   * @param revision the revision of it that was written last
   */
  record Facts(
      long until,
      long openMinute,
      long seconds,
      long waiting,
      String change,
      long nextId,
      String episode,
      int revision) {
    Instant end() {
      return Instant.ofEpochMilli(until);
    }
  }

  /** The names of all releases that have one, the oldest first. */
  static List<String> releases() throws IOException {
    try (Stream<Path> files = Files.list(ALL)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".zip"))
          .map(name -> name.substring(0, name.length() - ".zip".length()))
          .sorted()
          .toList();
    }
  }

  /** Unpacks one into a folder. */
  static Savepoint unpack(String release, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(ALL.resolve(release + ".zip"));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        Files.createDirectories(target.getParent());
        Files.write(target, zip.readAllBytes());
      }
    }
    Facts facts = JSON.readValue(folder.resolve(FACTS).toFile(), Facts.class);
    return new Savepoint(folder, facts);
  }

  /**
   * Packs one.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the release has one
   */
  static void pack(String release, Path savepoint, Path kinesis, Facts facts) throws IOException {
    Path target = ALL.resolve(release + ".zip");
    Files.createDirectories(ALL);
    try (OutputStream file = Files.newOutputStream(Files.createFile(target));
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.list(savepoint)) {
      for (Path state : files.sorted().toList()) {
        add(zip, "savepoint/" + state.getFileName(), Files.readAllBytes(state));
      }
      add(zip, "kinesis/" + PastKinesis.FILE, Files.readAllBytes(kinesis));
      add(zip, FACTS, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(facts));
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] data) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(data);
  }

  Facts facts() {
    return facts;
  }

  /** The savepoint, as Flink takes it. */
  String state() {
    return folder.resolve("savepoint").toUri().toString();
  }

  /** The folder of the Kinesis with its input streams. */
  Path kinesis() {
    return folder.resolve("kinesis");
  }
}
