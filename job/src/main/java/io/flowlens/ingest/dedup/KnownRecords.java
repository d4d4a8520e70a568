package io.flowlens.ingest.dedup;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The records of one bucket that are still known. One value for many records, because an entry of
 * its own and a timer for each would take several times the memory of what is remembered.
 */
@TypeInfo(KnownRecords.Info.class)
public final class KnownRecords {
  /** Longs for each record: its id's two, and until when it is known, epoch milliseconds. */
  static final int WIDTH = 3;

  long[] words = new long[WIDTH];
  int length;

  /** The timer that is set; {@link Long#MIN_VALUE} when none is. */
  long timer = Long.MIN_VALUE;

  KnownRecords() {}

  /** Until when this record is known; {@link Long#MIN_VALUE} where it is not. */
  long until(RecordId id) {
    int at = find(id);
    return at < 0 ? Long.MIN_VALUE : words[at + 2];
  }

  /** Remembers a record. */
  void put(RecordId id, long until) {
    int at = find(id);
    if (at < 0) {
      at = length;
      if (length == words.length) {
        words = Arrays.copyOf(words, length + Math.max(WIDTH, length / (2 * WIDTH) * WIDTH));
      }
      length += WIDTH;
    }
    words[at] = id.high;
    words[at + 1] = id.low;
    words[at + 2] = until;
  }

  private int find(RecordId id) {
    for (int at = 0; at < length; at += WIDTH) {
      if (words[at] == id.high && words[at + 1] == id.low) {
        return at;
      }
    }
    return -1;
  }

  /** Forgets what is known until this time or less. */
  void forget(long time) {
    int kept = 0;
    for (int at = 0; at < length; at += WIDTH) {
      if (words[at + 2] > time) {
        System.arraycopy(words, at, words, kept, WIDTH);
        kept += WIDTH;
      }
    }
    length = kept;
  }

  /** When the last of them will be forgotten; {@link Long#MIN_VALUE} where there is none. */
  long last() {
    long last = Long.MIN_VALUE;
    for (int at = 0; at < length; at += WIDTH) {
      last = Math.max(last, words[at + 2]);
    }
    return last;
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<KnownRecords> {
    @Override
    public TypeInformation<KnownRecords> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return KnownRecordsSerializer.INFO;
    }
  }
}
