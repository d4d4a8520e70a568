/** From the names, ARNs and hosts in payloads to nodes and edges. */
package io.flowlens.ingest.naming;
