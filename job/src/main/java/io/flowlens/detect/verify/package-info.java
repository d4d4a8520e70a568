/**
 * Verification by slow evidence: anomalies that spans show are confirmed or retracted when
 * CloudTrail arrives. Plain Java, for any detector that is a {@link
 * io.flowlens.detect.verify.VerifiedDetector}.
 */
package io.flowlens.detect.verify;
