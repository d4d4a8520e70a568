/** The job: what it is configured by, the way data takes through it, and how it starts. */
package io.flowlens;
