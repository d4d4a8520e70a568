/** Where records come from, and the event time of a shard. */
package io.flowlens.ingest.source;
