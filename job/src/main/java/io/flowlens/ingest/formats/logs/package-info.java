/** The format {@code logs-batch}: what a CloudWatch Logs subscription delivers. */
package io.flowlens.ingest.formats.logs;
