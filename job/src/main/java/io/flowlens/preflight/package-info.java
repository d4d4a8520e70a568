/** What is looked at before the job starts. */
package io.flowlens.preflight;
