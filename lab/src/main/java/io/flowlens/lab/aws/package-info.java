/**
 * A local AWS without a container engine: DynamoDB Local in this process, {@code kinesis-local} as
 * a child process, and the streams and tables that flowlens needs.
 */
package io.flowlens.lab.aws;
