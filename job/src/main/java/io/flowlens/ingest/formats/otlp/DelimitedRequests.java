package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several requests in one record, each behind its length, as metric streams write them. */
final class DelimitedRequests {
  private DelimitedRequests() {}

  /** The requests; none where these bytes are anything else. */
  static List<byte[]> in(byte[] bytes, int length) {
    List<byte[]> requests = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
      while (!in.isAtEnd()) {
        int size = in.readRawVarint32();
        int from = in.getTotalBytesRead();
        if (size < 2 || size > length - from || bytes[from] != OtlpProtobuf.FIRST) {
          return List.of();
        }
        requests.add(Arrays.copyOfRange(bytes, from, from + size));
        in.skipRawBytes(size);
      }
    } catch (IOException e) {
      return List.of();
    }
    return requests;
  }
}
