package io.flowlens.ingest.dedup;

import io.flowlens.model.CompactSerializer;
import io.flowlens.model.CompactSnapshot;
import io.flowlens.model.CompactTypeInfo;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link KnownRecords} as a version byte, the timer, and the records; times as differences. */
public final class KnownRecordsSerializer extends CompactSerializer<KnownRecords> {
  public static final KnownRecordsSerializer INSTANCE = new KnownRecordsSerializer();
  static final CompactTypeInfo<KnownRecords> INFO =
      new CompactTypeInfo<>(KnownRecords.class, INSTANCE);

  private static final int VERSION = 1;

  @Override
  public KnownRecords copy(KnownRecords from) {
    KnownRecords copy = new KnownRecords();
    copy.words = Arrays.copyOf(from.words, Math.max(KnownRecords.WIDTH, from.length));
    copy.length = from.length;
    copy.timer = from.timer;
    return copy;
  }

  @Override
  public void serialize(KnownRecords known, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    writeSigned(out, known.timer);
    writeCount(out, known.length / KnownRecords.WIDTH);
    long before = 0;
    for (int at = 0; at < known.length; at += KnownRecords.WIDTH) {
      out.writeLong(known.words[at]);
      out.writeLong(known.words[at + 1]);
      writeSigned(out, known.words[at + 2] - before);
      before = known.words[at + 2];
    }
  }

  @Override
  public KnownRecords deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("known records of version " + version + "; this job reads " + VERSION);
    }
    KnownRecords known = new KnownRecords();
    known.timer = readSigned(in);
    known.length = (int) readCount(in) * KnownRecords.WIDTH;
    known.words = new long[Math.max(KnownRecords.WIDTH, known.length)];
    long before = 0;
    for (int at = 0; at < known.length; at += KnownRecords.WIDTH) {
      known.words[at] = in.readLong();
      known.words[at + 1] = in.readLong();
      before += readSigned(in);
      known.words[at + 2] = before;
    }
    return known;
  }

  @Override
  public TypeSerializerSnapshot<KnownRecords> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static class Snapshot extends CompactSnapshot<KnownRecords> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
