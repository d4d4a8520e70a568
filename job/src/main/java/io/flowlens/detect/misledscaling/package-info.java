/**
 * Misled scaling: capacity that was changed for the wrong reason, in vain or too late, and why
 * calls were throttled.
 *
 * <p><b>Verdict of a throttled minute.</b> One of {@link
 * io.flowlens.detect.misledscaling.ThrottleVerdict}: from CloudWatch's throttle metrics by cause;
 * where these are missing, inferred from consumption and capacity, and marked so. Key ranges that
 * are too hot on a table without provisioned capacity are a new peak where it consumes more than
 * twice the highest minute of the half hour before.
 *
 * <p><b>Definition.</b> A change of capacity by auto scaling is, judged ten minutes after it:
 *
 * <ul>
 *   <li><i>misled</i>, if the consumption in the minutes before it reached the target and useful
 *       writes alone, at most (Wilson, z = 3.5), would not have, and if the wasted share is 10 % at
 *       least and twice that of the twenty minutes before: what is always wasted belongs to the
 *       load;
 *   <li><i>misled down</i>, if it took capacity away while throttled calls, which consume nothing,
 *       were at least three in ten;
 *   <li><i>useless</i>, if at least half as many calls a minute were throttled after it as before,
 *       and the verdict of these minutes is one that this capacity does not mend;
 *   <li><i>too late</i>, if for five minutes or more before it at least 5 % was throttled for want
 *       of capacity;
 *   <li><i>flapping</i>, if it is the third change of direction within an hour;
 *   <li><i>premature</i>, if nothing was throttled, the load beyond the target lasted five minutes
 *       at most, and for ten minutes afterwards the old capacity would have been enough by far.
 * </ul>
 *
 * <p>Without a change, at least 100 throttled calls in five of ten minutes, 1 % of the units or
 * more, are information: the verdict alone.
 *
 * <p><b>Useful writes</b> are those of the callers' spans or flow events: the share of the attempts
 * that consume which failed their condition, conflicted or were cancelled is wasted. Attempts that
 * timed out count as wasted as far as the consumption for each successful call has risen with them.
 *
 * <p><b>Sources.</b> Two consecutive minutes above the target, the delay of minutes, burst capacity
 * of 300 seconds, on-demand tables that take twice their previous peak at once: Amazon DynamoDB
 * Developer Guide. The other thresholds are those of the project's study of detectors; z = 3.5 as
 * elsewhere.
 */
package io.flowlens.detect.misledscaling;
