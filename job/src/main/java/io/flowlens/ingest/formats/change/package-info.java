/**
 * The format {@code dynamodb-change}: change records of Kinesis Data Streams for DynamoDB, and of
 * DynamoDB Streams.
 */
package io.flowlens.ingest.formats.change;
