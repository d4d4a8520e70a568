package io.flowlens.look.archive;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.look.Period;
import io.flowlens.look.account.Gaps;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What was pulled: {@code records/*.jsonl.gz}, of which each line is a payload that the job reads,
 * {@code properties.json} with the settings to replay them with, {@code counts.json}, and {@code
 * look.json}, which says of what account and time they are.
 *
 * <p>A file appears under its name only when it was written to its end. So a pull that was
 * interrupted goes on with the files that are missing, and with those that something was left out
 * of.
 */
public final class Archive {
  private static final String ENDING = ".jsonl.gz";
  private static final String COUNTS = "counts.json";
  private static final String GAPS = ".gaps";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  /**
   * Opens a folder, or makes it.
   *
   * @throws OtherPull if it holds what was pulled of another account, region or time
   */
  public Archive(Path folder, String account, String region, Period period)
      throws IOException, OtherPull {
    this.folder = folder;
    Files.createDirectories(records());
    Path label = folder.resolve("look.json");
    Map<String, String> ours =
        Map.of(
            "account",
            account,
            "region",
            region,
            "from",
            period.from().toString(),
            "to",
            period.to().toString());
    if (!Files.exists(label)) {
      json.writeValue(label.toFile(), ours);
    } else if (!json.readTree(label.toFile()).equals(json.valueToTree(ours))) {
      throw new OtherPull(folder, json.readTree(label.toFile()));
    }
  }

  /**
   * The time that an earlier, interrupted pull into this folder was for; null where there was none.
   */
  public static Period begun(Path folder) throws IOException {
    Path label = folder.resolve("look.json");
    if (!Files.exists(label)) {
      return null;
    }
    JsonNode of = new ObjectMapper().readTree(label.toFile());
    return Period.between(of.path("from").asText(), of.path("to").asText());
  }

  /** The folder to replay. */
  public Path records() {
    return folder.resolve("records");
  }

  /** The settings to replay it with. */
  public Path properties() {
    return folder.resolve("properties.json");
  }

  /** Where the replay's results go. */
  public Path results() {
    return folder.resolve("results");
  }

  /** Whether this file is there, and nothing was left out of it. */
  public boolean has(String name) throws IOException {
    return Files.exists(file(name)) && counts().getOrDefault(name + GAPS, 0L) == 0;
  }

  /**
   * Writes a file, unless it is complete already.
   *
   * @param gaps notes what is left out
   */
  public void write(String name, Gaps gaps, Consumer<Lines> content) throws IOException {
    if (has(name)) {
      return;
    }
    int before = gaps.noted();
    Path part = folder.resolve(name + ".part");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
      content.accept(
          line -> {
            try {
              out.write(line.toString());
              out.write('\n');
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.move(part, file(name), StandardCopyOption.REPLACE_EXISTING);
    count(name + GAPS, gaps.noted() - before);
  }

  /** Keeps a number that the records do not tell, such as how many traces there were. */
  public void count(String name, long value) throws IOException {
    Map<String, Long> counts = new TreeMap<>(counts());
    counts.put(name, value);
    json.writeValue(folder.resolve(COUNTS).toFile(), counts);
  }

  /** The numbers by name. */
  public Map<String, Long> counts() throws IOException {
    File file = folder.resolve(COUNTS).toFile();
    return file.exists() ? json.readValue(file, new TypeReference<>() {}) : Map.of();
  }

  /** Whether the files whose names begin so are there, and nothing was left out of them. */
  public boolean isWhole(String prefix) throws IOException {
    List<Long> gaps =
        counts().entrySet().stream()
            .filter(count -> count.getKey().startsWith(prefix) && count.getKey().endsWith(GAPS))
            .map(Map.Entry::getValue)
            .toList();
    return !gaps.isEmpty() && gaps.stream().allMatch(count -> count == 0);
  }

  /** The lines of the files whose names begin so. */
  public List<JsonNode> read(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(records())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .flatMap(file -> lines(file).stream())
          .toList();
    }
  }

  private List<JsonNode> lines(Path file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().map(this::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode parse(String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return records().resolve(name + ENDING);
  }
}
