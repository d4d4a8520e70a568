package io.flowlens.model;

/**
 * Input that could not be used, whole, with the reason and where it came from, so that it can be
 * replayed.
 */
public final class DeadLetter {
  /** A code from {@code schemas}: what kind of fault, such as {@code bad-gzip}. */
  public String reason;

  /** One sentence for a person: what is wrong and where in the input. */
  public String detail;

  public String stream;
  public String shardId;
  public String sequence;

  /** When the stream took the record, epoch milliseconds; 0 when unknown. */
  public long arrival;

  /**
   * The unusable input: the whole record, or for a batch with good parts, a batch of just the bad
   * ones.
   */
  public byte[] data;

  /** For Flink. */
  public DeadLetter() {}

  /** A dead letter for all or a part of a record. */
  public static DeadLetter of(RawRecord record, byte[] data, String reason, String detail) {
    DeadLetter letter = new DeadLetter();
    letter.reason = reason;
    letter.detail = detail;
    letter.stream = record.stream;
    letter.shardId = record.shardId;
    letter.sequence = record.sequence;
    letter.arrival = record.arrival;
    letter.data = data;
    return letter;
  }
}
