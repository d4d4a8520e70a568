/** How well flowlens detects: many simulated systems, faults and hard negatives, scored. */
package io.flowlens.lab.evaluation;
