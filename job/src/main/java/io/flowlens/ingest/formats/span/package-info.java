/**
 * Spans, in whichever form they come: how one is read and what it means. The forms themselves are
 * formats of their own.
 */
package io.flowlens.ingest.formats.span;
