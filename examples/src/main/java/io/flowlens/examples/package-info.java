/** Programs that read the anomaly stream and the edge table, each short enough to copy. */
package io.flowlens.examples;
