/** The format {@code lambda-async-result}: what became of asynchronous invocations. */
package io.flowlens.ingest.formats.lambdaasync;
