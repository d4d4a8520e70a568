/**
 * What all episodes together make: which one is the cause of which, and what somebody changed
 * before them. Plain Java, without Flink.
 */
package io.flowlens.detect.incident;
