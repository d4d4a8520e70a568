/**
 * From closed panes to anomalies: {@link io.flowlens.detect.PaneDetectors} asks every detector
 * about every edge, {@link io.flowlens.detect.Episodes} turns their judgements into episodes with a
 * life. A detector is one package here and one line in {@link io.flowlens.detect.Detectors}.
 */
package io.flowlens.detect;
