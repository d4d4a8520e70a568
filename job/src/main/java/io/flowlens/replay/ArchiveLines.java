package io.flowlens.replay;

import io.flowlens.model.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file as records, one from each line that is not blank; lines are bytes, not text. */
final class ArchiveLines extends SimpleStreamFormat<RawRecord> {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final byte[] NOTHING = {};

  private final String account;
  private final String region;

  ArchiveLines(String account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public Reader<RawRecord> createReader(Configuration config, FSDataInputStream stream) {
    return new Lines(stream, new ArchiveLine(account, region));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  /** Reads blocks: a stream's own read of a single byte takes a lock for each. */
  private static final class Lines implements StreamFormat.Reader<RawRecord> {
    private final InputStream in;
    private final ArchiveLine parser;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int next;
    private int end;

    private Lines(InputStream in, ArchiveLine parser) {
      this.in = in;
      this.parser = parser;
    }

    @Override
    public RawRecord read() throws IOException {
      byte[] line = nextLine();
      while (line != null && isBlank(line)) {
        line = nextLine();
      }
      return line == null ? null : parser.parse(line);
    }

    private byte[] nextLine() throws IOException {
      byte[] begun = NOTHING;
      while (next < end || fill()) {
        int start = next;
        while (next < end && block[next] != '\n') {
          next++;
        }
        byte[] line = joined(begun, start);
        if (next < end) {
          next++;
          return line;
        }
        begun = line;
      }
      return begun.length == 0 ? null : begun;
    }

    /** What was begun in the block before, and the rest from this block. */
    private byte[] joined(byte[] begun, int start) {
      byte[] line = Arrays.copyOf(begun, begun.length + next - start);
      System.arraycopy(block, start, line, begun.length, next - start);
      return line;
    }

    private boolean fill() throws IOException {
      next = 0;
      end = in.read(block, 0, block.length);
      return end > 0;
    }

    private static boolean isBlank(byte[] line) {
      for (byte b : line) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
