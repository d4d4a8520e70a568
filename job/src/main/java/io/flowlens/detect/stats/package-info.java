/**
 * What detectors count and test with: bounds on proportions, and rings of pane counters. Plain
 * Java.
 */
package io.flowlens.detect.stats;
