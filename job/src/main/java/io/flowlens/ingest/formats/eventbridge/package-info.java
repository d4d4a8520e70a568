/** The format {@code eventbridge-event}: events that a rule sends to a stream. */
package io.flowlens.ingest.formats.eventbridge;
