/**
 * The format {@code jaeger-trace}: traces and spans as Jaeger's interface and storage write them.
 */
package io.flowlens.ingest.formats.jaeger;
