package io.flowlens.ingest.decode;

import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The sample payloads: a folder for each format, a file for each case. */
public final class Samples {
  public static final Path ROOT = Path.of("src/test/resources/io/flowlens/ingest");

  private Samples() {}

  public static List<String> formats() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(f -> f.getFileName().toString()).sorted().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The payloads of a format by file name; a file of lines holds one payload in each. */
  public static Map<String, List<String>> of(String format) {
    Map<String, List<String>> payloads = new TreeMap<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(format))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".ndjson")) {
          payloads.put(name, Files.readAllLines(file));
        } else if (name.endsWith(".json")) {
          payloads.put(name, List.of(Files.readString(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return payloads;
  }

  public static String one(String format, String name) {
    return of(format).get(name).get(0);
  }

  /** A record of an input in account 111122223333 and region us-east-1, arrival unknown. */
  public static RawRecord record(byte[] data) {
    RawRecord record = new RawRecord();
    record.input = "test";
    record.evidence = Evidence.FAST;
    record.account = "111122223333";
    record.region = "us-east-1";
    record.stream = "test-stream";
    record.shardId = "shardId-000000000000";
    record.sequence = "1";
    record.partitionKey = "p";
    record.data = data;
    return record;
  }

  public static RawRecord record(String payload) {
    return record(payload.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] gzip(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] gzip(String payload) {
    return gzip(payload.getBytes(StandardCharsets.UTF_8));
  }
}
