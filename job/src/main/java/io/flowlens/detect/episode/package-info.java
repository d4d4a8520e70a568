/**
 * The life of an episode by itself: what becomes of the findings about one subject. Plain Java,
 * without Flink.
 */
package io.flowlens.detect.episode;
