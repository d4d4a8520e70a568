/** The account that is looked at: its clients, the permissions they need, what a pull costs. */
package io.flowlens.look.account;
