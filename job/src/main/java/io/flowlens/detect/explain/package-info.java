/** How detectors put numbers, names and evidence into an explanation. Plain Java. */
package io.flowlens.detect.explain;
