/** The format {@code otlp-trace}: spans in OpenTelemetry's own JSON, and in its protobuf. */
package io.flowlens.ingest.formats.otlp;
