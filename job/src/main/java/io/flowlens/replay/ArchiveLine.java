package io.flowlens.replay;

import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;

/**
 * One line of an archive as a record: either the payload itself, or an envelope. A dead letter is
 * an envelope too, so dead letters can be replayed as they were written; a part of one has to find
 * the others first.
 */
final class ArchiveLine {
  private static final String WHOLE = "archive";
  private static final String PART = "archive-part";

  private final String account;
  private final String region;

  /** Account and region stand in where a payload names none. */
  ArchiveLine(String account, String region) {
    this.account = account;
    this.region = region;
  }

  /**
   * The record of this line; whatever is no envelope is a payload. Of a part it is the line, with
   * what is the same for all parts as its partition key.
   */
  RawRecord parse(byte[] line) {
    Envelope envelope = Envelope.parse(line, empty(WHOLE));
    if (envelope != null && !envelope.isPart()) {
      return envelope.record();
    }
    RawRecord record = empty(envelope == null ? WHOLE : PART);
    record.data = line;
    record.partitionKey = envelope == null ? "" : envelope.whole();
    return record;
  }

  /** Whether the record is a line that holds a part. */
  static boolean isPart(RawRecord record) {
    return record.input.equals(PART);
  }

  /** A record of which only is known what the arguments say. */
  RawRecord empty() {
    return empty(WHOLE);
  }

  private RawRecord empty(String input) {
    RawRecord record = new RawRecord();
    record.input = input;
    record.evidence = Evidence.FAST;
    record.account = account;
    record.region = region;
    record.stream = "";
    record.shardId = "";
    record.sequence = "";
    record.partitionKey = "";
    return record;
  }
}
