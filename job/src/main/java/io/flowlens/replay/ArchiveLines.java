package io.flowlens.replay;

import io.flowlens.model.RawRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** A file as records, one from each line that is not blank; lines are bytes, not text. */
final class ArchiveLines extends SimpleStreamFormat<RawRecord> {
  private final String account;
  private final String region;

  ArchiveLines(String account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public Reader<RawRecord> createReader(Configuration config, FSDataInputStream stream) {
    return new Lines(new BufferedInputStream(stream, 1 << 16), new ArchiveLine(account, region));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  private static final class Lines implements StreamFormat.Reader<RawRecord> {
    private final InputStream in;
    private final ArchiveLine parser;

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
      int next = in.read();
      if (next < 0) {
        return null;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
      while (next >= 0 && next != '\n') {
        line.write(next);
        next = in.read();
      }
      return line.toByteArray();
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
