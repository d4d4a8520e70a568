/** The format {@code cloudtrail-event}: what CloudTrail records of DynamoDB, and what it means. */
package io.flowlens.ingest.formats.cloudtrail;
