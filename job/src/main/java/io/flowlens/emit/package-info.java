/**
 * Results out: the JSON of each, the rows of the edge table, the two Kinesis streams, and the files
 * of a replay.
 */
package io.flowlens.emit;
