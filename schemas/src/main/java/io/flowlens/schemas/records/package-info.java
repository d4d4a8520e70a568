/**
 * Types for programs that read what flowlens writes: anomalies, rows of the edge table, dead
 * letters. Each has the fields of its JSON Schema under the same names, and leaves out what it does
 * not know, so that records with fields of a later release can be read.
 *
 * <p>Kinds, statuses, types and reasons are text, since later releases add to them.
 */
package io.flowlens.schemas.records;
