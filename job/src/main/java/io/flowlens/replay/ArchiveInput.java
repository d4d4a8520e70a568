package io.flowlens.replay;

import io.flowlens.ingest.source.Input;
import io.flowlens.model.RawRecord;
import java.io.File;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Every {@code *.jsonl} and {@code *.jsonl.gz} below a folder.
 *
 * <p>It sends no watermark before its end: files come in any order, so nothing may be judged before
 * all is read. That is what makes a replay's result independent of order and parallelism.
 */
final class ArchiveInput implements Input {
  private final File folder;
  private final String account;
  private final String region;

  ArchiveInput(File folder, String account, String region) {
    this.folder = folder;
    this.account = account;
    this.region = region;
  }

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    FileSource<RawRecord> files =
        FileSource.forRecordStreamFormat(
                new ArchiveLines(account, region), Path.fromLocalFile(folder))
            .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(new Archives()))
            .build();
    DataStream<RawRecord> lines =
        env.fromSource(files, WatermarkStrategy.noWatermarks(), "archive").uid("ingest.archive");
    DataStream<RawRecord> joined =
        lines
            .filter(ArchiveLine::isPart)
            .uid("ingest.archive-parts")
            .keyBy(part -> part.partitionKey)
            .process(new JoinParts(account, region))
            .uid("ingest.archive-join")
            .name("join parts");
    return lines
        .filter(record -> !ArchiveLine.isPart(record))
        .uid("ingest.archive-whole")
        .union(joined);
  }

  /** Whether a replay reads this file; folders are looked into. */
  static boolean isArchive(String name) {
    return !name.startsWith(".") && (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz"));
  }

  private static final class Archives implements Predicate<Path> {
    @Override
    public boolean test(Path path) {
      return new File(path.getPath()).isDirectory() || isArchive(path.getName());
    }
  }
}
