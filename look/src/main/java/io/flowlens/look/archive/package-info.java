/** The folder that keeps what was pulled, in the form that {@code scripts/replay} reads. */
package io.flowlens.look.archive;
