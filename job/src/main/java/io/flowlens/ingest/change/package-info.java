/** The format {@code dynamodb-change}: change records of Kinesis Data Streams for DynamoDB. */
package io.flowlens.ingest.change;
