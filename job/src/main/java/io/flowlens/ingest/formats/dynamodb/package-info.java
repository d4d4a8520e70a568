/** What is known of DynamoDB whichever source tells of it: operations, errors, names, endpoints. */
package io.flowlens.ingest.formats.dynamodb;
