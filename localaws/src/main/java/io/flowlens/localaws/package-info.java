/**
 * A local AWS without a container engine: two servers on Node.js as child processes, {@code
 * kinesis-local} for Kinesis, and one on {@code dynalite} for DynamoDB and DynamoDB Streams. Both
 * listen on loopback only, hold everything in memory, and end with the program that started them.
 */
package io.flowlens.localaws;
