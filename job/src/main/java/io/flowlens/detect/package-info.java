/**
 * From closed panes and signals to anomalies: {@code api} is what a detector is, {@code run} the
 * operators that give it its rounds, {@code episode} the life of one finding, {@code incident} what
 * all of them together make. A detector is one package here and one line in {@link
 * io.flowlens.detect.Detectors}.
 */
package io.flowlens.detect;
