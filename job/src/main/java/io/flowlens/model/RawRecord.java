package io.flowlens.model;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One input record as it was read, with where it came from: what decode gets, and what a dead
 * letter gives back.
 */
@TypeInfo(RawRecordSerializer.Info.class)
public final class RawRecord {
  /** The configured input's name, such as {@code spans}. */
  public String input;

  public Evidence evidence;

  /** Account to assume for payloads that carry none; may be empty. */
  public String account;

  /** Region to assume for payloads that carry none; may be empty. */
  public String region;

  public String stream;
  public String shardId;
  public String sequence;
  public String partitionKey;

  /**
   * When the stream took the record, epoch milliseconds; 0 when unknown (a file without envelopes).
   */
  public long arrival;

  /** The record's bytes, untouched. */
  public byte[] data;

  /** For Flink. */
  public RawRecord() {}
}
