/**
 * Latency tails: some calls take far longer than they used to while the median stands, which is
 * what retries look like that nobody recorded.
 *
 * <p><b>Definition.</b> A call is slow when it takes more than four times the edge's usual median
 * and 20 ms more than it. An edge has a tail when slow calls take half of the time of all its
 * calls, and the mean is at least twice as far above the usual median as it usually is. Half of all
 * calls and more are no tail: then everything is slower.
 *
 * <p><b>Hidden retries</b> are suspected where the callee is one of AWS's, whose SDKs retry by
 * themselves, and the spans show no attempts. They are certain when one of these bears them out:
 * the waits look like the backoff of one of the SDKs and like nothing else ({@link
 * io.flowlens.detect.latencytail.BackoffFit}); calls of the same edge fail for good as throttled,
 * which an SDK gives up only after retries; CloudTrail shows throttled requests.
 *
 * <p><b>Sources of the thresholds.</b> Backoff: the SDKs' sources and AWS's SDK reference guide,
 * "Retry behavior". Slow calls: those of {@code cold-cache-spike}. Half of the time: from there on
 * a user waits longer for the tail than for the work. The margin of 12 (odds of 160,000 to 1) and
 * at least 100 slow calls: chosen so that pauses, queues, sizes, pages and timeouts with 120 to
 * 6,000 slow calls do not reach it; with an earlier form of the fit, 7 of 680 such tails did.
 */
package io.flowlens.detect.latencytail;
