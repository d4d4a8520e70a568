/** From a record to its events: inflate, find the format, decode, or make a dead letter. */
package io.flowlens.ingest.decode;
