/** Replays and loops: the same data worked on again and again. */
package io.flowlens.detect.replayloop;
