package io.flowlens.ingest.formats.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Finds the messages and byte strings of one number in a protobuf message, without copying them. A
 * whole request is read like this, because its objects would take many times its bytes.
 */
final class MessageFields {
  private final CodedInputStream in;
  private final int base;
  private final int tag;
  private int from;
  private int to;

  /** The fields of this number in the message of these bytes. */
  MessageFields(byte[] bytes, int from, int to, int number) {
    in = CodedInputStream.newInstance(bytes, from, to - from);
    base = from;
    tag = number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  /**
   * Goes to the next field.
   *
   * @return false where the message ends
   * @throws IOException if the bytes are no message
   */
  boolean next() throws IOException {
    for (int read = in.readTag(); read != 0; read = in.readTag()) {
      if (read == tag) {
        int length = in.readRawVarint32();
        from = base + in.getTotalBytesRead();
        in.skipRawBytes(length);
        to = from + length;
        return true;
      }
      if (!in.skipField(read)) {
        throw new InvalidProtocolBufferException("a group ends that did not begin");
      }
    }
    return false;
  }

  /** Where the field's value begins. */
  int from() {
    return from;
  }

  /** Where the field's value ends. */
  int to() {
    return to;
  }
}
