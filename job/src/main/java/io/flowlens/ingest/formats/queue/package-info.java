/** The format {@code queue-message}: a message of SQS or SNS that carries another payload. */
package io.flowlens.ingest.formats.queue;
