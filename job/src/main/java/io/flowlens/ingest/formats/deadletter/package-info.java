/** The format {@code dead-letter-part}: a part of a dead letter whose other parts are missing. */
package io.flowlens.ingest.formats.deadletter;
