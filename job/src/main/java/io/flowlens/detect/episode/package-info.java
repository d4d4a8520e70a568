/**
 * The life of an episode and how episodes belong together: what becomes of judgements. Plain Java;
 * {@link io.flowlens.detect.Episodes} runs it.
 */
package io.flowlens.detect.episode;
