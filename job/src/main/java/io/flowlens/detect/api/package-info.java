/** What a detector is and what it sees; plain Java, without Flink. */
package io.flowlens.detect.api;
