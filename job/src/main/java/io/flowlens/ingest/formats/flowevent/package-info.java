/** The format {@code flow-event}: flowlens's own, for programs that tell what they observe. */
package io.flowlens.ingest.formats.flowevent;
