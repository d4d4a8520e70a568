package io.flowlens.model;

/**
 * How soon a source tells of a flow. Fast evidence (spans, change records, Lambda records) arrives
 * within seconds and drives event time; slow evidence (CloudTrail, metrics) arrives minutes later,
 * never holds event time back, and only adds what fast evidence lacks.
 */
public enum Evidence {
  FAST,
  SLOW
}
