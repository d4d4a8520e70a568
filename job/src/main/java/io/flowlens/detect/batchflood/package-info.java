/**
 * Batch flood: more is sent into a stream or queue than its consumer takes, so that records wait.
 *
 * <p><b>Definition.</b> A <i>channel</i> is a table's change stream, a Kinesis stream or a queue,
 * with those who fill it and those who take from it. A consumer is behind when the records that it
 * is given are older than 60 s and four times their usual age, have become older in three minutes
 * in a row, and do so by at least 0.2 s a second (median of the slopes between any two of the
 * newest five minutes). Where the age of records is not known it is behind when what has arrived
 * and was not taken is worth more than 60 s of its work and has grown for three minutes; that is
 * judged only of consumers that usually take all that arrives, since an event source mapping may
 * filter.
 *
 * <ul>
 *   <li><b>Flood</b>: at least 1.5 times as much arrives as is usual at this hour of the week, more
 *       than is taken. The publisher with the largest excess is named.
 *   <li><b>Slow consumer</b>: what arrives is usual, but at most 0.7 times the usual is taken, and
 *       records are older than 5 min.
 *   <li><b>Backlog</b>: neither is shown, and records are older than 10 min.
 *   <li><b>Unprocessed items</b>: batch writes succeeded, returned items as unprocessed, and nobody
 *       sent these again. Only flow events show it: no instrumentation records it.
 * </ul>
 *
 * <p>Not a flood: a consumer whose invocations fail ({@code replay-loop} judges it), one that takes
 * nothing at all, one whose iterator was set back (ages rise faster than time passes), one that
 * catches up.
 *
 * <p><b>Sources.</b> A record's age rises by 1 - drain / arrivals seconds a second; 0.2 is a drain
 * of 0.8 times the arrivals. 60 s, four times the usual and Theil and Sen's slope are those of the
 * project's study of detectors. A batching window lasts 5 min at most, and change streams keep
 * records for 24 h (AWS Lambda and Amazon DynamoDB developer guides).
 */
package io.flowlens.detect.batchflood;
