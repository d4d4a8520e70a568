/** What the stages log by. Payloads and secrets are never logged. */
package io.flowlens.log;
