/** Spans as OpenTelemetry's exporters for the console print them, in Python and Go. */
package io.flowlens.ingest.formats.consolespan;
