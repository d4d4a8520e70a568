/** JSON: read in place where speed matters, as trees where it does not. */
package io.flowlens.ingest.json;
