package io.flowlens.ingest.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A Kinesis record that holds several, as the Kinesis Producer Library aggregates them: a magic
 * number, a protobuf message with the records, and its MD5. The connector takes such records apart;
 * in an archive they are whole.
 */
final class Aggregated {
  private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
  private static final int DIGEST = 16;
  private static final int PARTITION_KEYS = 1;
  private static final int RECORDS = 3;
  private static final int DATA = 3;

  private Aggregated() {}

  /** The records in these bytes; null where the bytes are no whole aggregated record. */
  static List<byte[]> records(byte[] bytes) {
    int end = bytes.length - DIGEST;
    if (end < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      return null;
    }
    byte[] message = Arrays.copyOfRange(bytes, MAGIC.length, end);
    if (!Arrays.equals(DigestUtils.md5(message), Arrays.copyOfRange(bytes, end, bytes.length))) {
      return null;
    }
    try {
      List<byte[]> records = new ArrayList<>();
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == RECORDS) {
          records.add(data(in.readByteArray()));
        } else {
          in.skipField(tag);
        }
      }
      return records;
    } catch (IOException notOne) {
      return null;
    }
  }

  private static byte[] data(byte[] record) throws IOException {
    byte[] data = new byte[0];
    CodedInputStream in = CodedInputStream.newInstance(record);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == DATA) {
        data = in.readByteArray();
      } else {
        in.skipField(tag);
      }
    }
    return data;
  }

  /** An aggregated record of these. */
  static byte[] of(List<byte[]> records) {
    try {
      ByteString.Output bytes = ByteString.newOutput();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeString(PARTITION_KEYS, "flowlens");
      for (byte[] record : records) {
        ByteString.Output inner = ByteString.newOutput();
        CodedOutputStream field = CodedOutputStream.newInstance(inner);
        field.writeUInt64(1, 0);
        field.writeByteArray(DATA, record);
        field.flush();
        out.writeBytes(RECORDS, inner.toByteString());
      }
      out.flush();
      byte[] message = bytes.toByteString().toByteArray();
      return ByteString.copyFrom(MAGIC)
          .concat(ByteString.copyFrom(message))
          .concat(ByteString.copyFrom(DigestUtils.md5(message)))
          .toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("Writing into memory does not fail.", e);
    }
  }
}
