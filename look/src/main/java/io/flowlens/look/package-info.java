/**
 * {@code scripts/look}: pulls what AWS keeps of an account's past hours, replays it through the
 * job, and writes one page. Deploys nothing and changes nothing.
 */
package io.flowlens.look;
