/**
 * The two operators that run detection: {@link io.flowlens.detect.run.Rounds} gives every detector
 * the rounds of its scopes and follows the episodes of each scope; {@link
 * io.flowlens.detect.run.Incidents} sees all episodes and makes anomalies of them.
 */
package io.flowlens.detect.run;
