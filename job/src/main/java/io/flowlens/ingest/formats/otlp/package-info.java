/** The format {@code otlp-trace}: spans in OpenTelemetry's own JSON. */
package io.flowlens.ingest.formats.otlp;
