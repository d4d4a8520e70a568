/**
 * Reads the streams of tables, as Lambda's event source mappings do, and turns what it reads into
 * the change records that Kinesis Data Streams for DynamoDB delivers.
 */
package io.flowlens.lab.demo.relay;
