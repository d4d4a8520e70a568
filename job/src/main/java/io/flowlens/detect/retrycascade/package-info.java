/** Retry cascades: callers that try again until the retries are the load. */
package io.flowlens.detect.retrycascade;
