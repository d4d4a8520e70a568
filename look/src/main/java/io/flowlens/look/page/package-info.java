/** What comes out: how much of the account was seen, and the page. */
package io.flowlens.look.page;
