/**
 * The job over files: the same topology reads an archive, writes its results as files, and ends.
 */
package io.flowlens.replay;
