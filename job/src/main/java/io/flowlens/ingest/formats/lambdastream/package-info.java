/** The format {@code lambda-stream-failure}: batches of a stream that a function never took. */
package io.flowlens.ingest.formats.lambdastream;
