/**
 * Consistency conflicts: updates of a global table's items that are lost between its regions.
 *
 * <p><b>Lost update.</b> Replicas of a table with eventual consistency between regions take the
 * last write, whole items at a time, and report no conflict. An update is lost when a write in
 * another region replaces it and has not read it. What proves it are the versions of the item, as
 * hashes of the images before and after each change, in the change records of both regions:
 *
 * <ol>
 *   <li>both regions leave one version and meet at one later version by different ways, and every
 *       step of both ways is in the records;
 *   <li>a version on the way of one region is in no record of the other, which had the later
 *       version first.
 * </ol>
 *
 * <p><b>Which region had it first.</b> Where each region had a version that the other never had,
 * the versions alone prove a loss. Where only one had, two quick writes in one region, merged into
 * one by replication, leave the same images. These differ in the order only: a merged write arrives
 * after its origin, a lost update is replaced after the origin of what replaces it. So DynamoDB's
 * own times decide, if they differ by more than {@code order.margin}; callers' clocks play no part.
 * Where they do not decide, nothing is reported of it.
 *
 * <p><b>Silent</b> when a record is missing, a version comes back within the window, an item was
 * changed more than 16 times in ten seconds, images are not in the records, or the tables of the
 * regions do not follow each other (fewer than half of their changes are found again).
 *
 * <p><b>Change of mode.</b> Reads are eventual, strong or transactional, writes plain (or
 * conditional) or transactional. A caller changes its mode when, in a window of ten minutes with at
 * least 500 calls, a mode's share is 20 points above what it was in any window of its past, of
 * which a day must be known. Then its share of write attempts that meet a conflict (conflicts and
 * failed conditions) is compared with its own past, by the test of two proportions at z = 3.1, once
 * there are as many attempts on either side as show a fall by 60 % with a power of 0.9: 691 at a
 * share of 10 %, 14,866 at 0.5 %. It <i>improved</i> when visible conflicts fell, is <i>hidden</i>
 * when lost updates between regions rose meanwhile, <i>moved</i> when other callers' conflicts
 * rose, and <i>worse</i> when its own rose. Where the rate differs by more than half, nothing is
 * compared, since conflicts grow with the rate.
 *
 * <p><b>Sources.</b> Amazon DynamoDB Developer Guide, "How DynamoDB global tables work": last
 * writer wins by an internal time stamp, replicas' streams may differ because replication combines
 * changes. Five lost updates a day: the project's study of detectors. 100 ms: regions' clocks
 * differ by a few milliseconds, replication between regions takes longer.
 */
package io.flowlens.detect.consistencyconflict;
