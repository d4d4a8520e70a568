/** The format {@code xray-segment}: segment documents of AWS X-Ray. */
package io.flowlens.ingest.formats.xray;
