package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.BitSet;

/** Writes a request of OTLP protobuf again, with some of its spans and their resources. */
final class ProtobufWriter implements BadSpans.Writer {
  private final ProtobufRequest request;
  private final byte[] bytes;

  ProtobufWriter(ProtobufRequest request, byte[] bytes) {
    this.request = request;
    this.bytes = bytes;
  }

  @Override
  public byte[] only(BitSet positions) throws IOException {
    Copy copy = new Copy(positions);
    request.walk(copy);
    copy.begin();
    copy.whole.out.flush();
    return copy.whole.bytes.toByteString().toByteArray();
  }

  /** A message on its way. */
  private static final class Message {
    final ByteString.Output bytes = ByteString.newOutput();
    final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    ByteString end() throws IOException {
      out.flush();
      return bytes.toByteString();
    }
  }

  /** Puts the spans of a resource that are kept into one scope. */
  private final class Copy implements ProtobufRequest.Visitor {
    final Message whole = new Message();
    private final BitSet positions;
    private Message resource = new Message();
    private Message spans = new Message();
    private boolean kept;
    private int position;

    Copy(BitSet positions) {
      this.positions = positions;
    }

    @Override
    public void begin() throws IOException {
      if (kept) {
        resource.out.writeBytes(ProtobufRequest.SCOPES, spans.end());
        whole.out.writeBytes(ProtobufRequest.RESOURCES, resource.end());
      }
      resource = new Message();
      spans = new Message();
      kept = false;
    }

    @Override
    public void resource(int from, int to) throws IOException {
      resource.out.writeByteArray(ProtobufRequest.RESOURCE, bytes, from, to - from);
    }

    @Override
    public void element(int from, int to) throws IOException {
      if (positions.get(position++)) {
        spans.out.writeByteArray(ProtobufRequest.ELEMENTS, bytes, from, to - from);
        kept = true;
      }
    }
  }
}
