package io.flowlens.lab.simulator.wire;

/**
 * One record as it would sit in a Kinesis stream.
 *
 * @param stream the stream's name
 * @param arrival when the stream took it, epoch milliseconds
 * @param gzipped whether the data is a gzip of the payload, as CloudWatch Logs sends it
 * @param payload the JSON text, never gzipped here
 */
public record WireRecord(
    String stream, long arrival, String partitionKey, boolean gzipped, String payload) {
  /** The same record, arrived so much later. */
  public WireRecord later(long millis) {
    return new WireRecord(stream, arrival + millis, partitionKey, gzipped, payload);
  }
}
