/** The format {@code zipkin-span}: spans as Zipkin's version 2 writes them in JSON. */
package io.flowlens.ingest.formats.zipkin;
