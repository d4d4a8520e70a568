/**
 * Transactional churn: writes that are paid for and change nothing.
 *
 * <p><b>Ledger.</b> Every attempt to write is one of: useful, throttled, failed condition,
 * conflict, replicated-write conflict, cancelled transaction by reason, duplicate, unknown,
 * rejected ({@link io.flowlens.model.WriteLedger}). <i>Waste</i> is what consumes and changes
 * nothing: failed conditions, conflicts, cancelled transactions, duplicates. Throttled attempts
 * consume nothing and are the matter of {@code retry-cascade}; here they stand beside the waste.
 *
 * <p><b>Definition.</b> A caller churns on a table when, in the last five minutes, the lower bound
 * of the wasted share of its attempts (Wilson, z = 3.5) exceeds 10 % and twice what is usual at
 * this hour of the week, for ten minutes, with at least 200 wasted attempts. Usual is learned from
 * the caller's own traffic from its first quarter of an hour on, so that locks and deduplication
 * keys, which waste by design, are exempt and still in the ledger. What was seen at this hour on
 * another of the last eight days is usual too. While the rate is higher than usual, so much more
 * waste is usual as contention makes of it, to 25 % at most. Conflicts with other writers are no
 * design: above 10 % they are information for a day also where they were there from the first.
 *
 * <p><b>Contention or change.</b> Conflicts of independent writers grow with the square of the
 * rate, so that their share grows with the rate; the share that a defect wastes does not. The
 * exponent is taken from the minutes of the episode where their rates differ enough, else from
 * before and after.
 *
 * <p><b>Sources.</b> The threshold of 10 % and the factor of 2 are those of the project's study of
 * detectors; z = 3.5 as elsewhere. A failed condition consumes at least one write unit (Amazon
 * DynamoDB Developer Guide, "Condition expressions"); what a cancelled transaction consumes is not
 * documented, so it is counted only where the source tells it.
 */
package io.flowlens.detect.transactionalchurn;
