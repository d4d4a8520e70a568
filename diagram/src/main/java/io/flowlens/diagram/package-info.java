/**
 * What people open: a small server over the edge table and the anomaly stream, and the page it
 * serves.
 */
package io.flowlens.diagram;
