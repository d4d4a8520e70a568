/**
 * Contracts: what an edge is promised to be, and how fast it spends what the promise allows.
 *
 * <p><b>Definition.</b> A contract promises that a share of the calls succeeds (availability), and
 * that a share is faster than a limit (timing). A call counts once, however often it was tried. The
 * share that may be otherwise is the budget; the burn is the share of bad calls divided by it. A
 * contract is broken when the burn is at least 14.4 over an hour and over its newest five minutes;
 * or 6 over six hours and half an hour; or 1 over three days, six hours and half an hour. At least
 * ten calls must be bad over the longer time, and Wilson's lower bound of the burn must be as high.
 * An open breach goes on down to 0.8 of these.
 *
 * <p><b>What counts.</b> Throttled calls, timeouts, failures of the callee, conflicts and unknown
 * failures are bad. Wrong requests (validation, access, missing tables) and conditions that are not
 * met do not count at all: the callee answered as it should.
 *
 * <p><b>A flow has stopped</b> when 30 calls are missing that are usual for sure, while the same
 * program goes on to report others ({@link io.flowlens.detect.contractbreach.Silence}), or when the
 * contract says how often a call comes.
 *
 * <p><b>Quiet edges</b> of one program under one contract are judged together ({@link
 * io.flowlens.detect.contractbreach.Pools}).
 *
 * <p><b>Sources of the thresholds.</b> The pairs: the SRE Workbook, chapter "Alerting on SLOs": 2 %
 * of a budget of 30 days within an hour, 5 % within six hours, 10 % within three days, and the
 * short window a twelfth of the long one. That the third pair must also hold for half an hour is
 * ours: an outage of ten minutes that is over is not reported for six hours more. Ten bad calls and
 * 30 missing ones: chosen, so that one failure of a quiet edge, and the chance of a pause, do not
 * reach them.
 *
 * <p>Promises of state (staleness, order, idempotency) are not judged.
 */
package io.flowlens.detect.contractbreach;
