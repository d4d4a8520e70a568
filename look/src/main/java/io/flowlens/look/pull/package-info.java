/** What is pulled from the account: one class for each source. */
package io.flowlens.look.pull;
