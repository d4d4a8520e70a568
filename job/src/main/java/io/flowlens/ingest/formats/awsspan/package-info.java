/** The format {@code aws-span}: spans of the log group {@code aws/spans}. */
package io.flowlens.ingest.formats.awsspan;
