/**
 * The network between the shop and DynamoDB: the distance of the regions, and faults that answer in
 * DynamoDB's own words, so that the real SDK really waits and retries.
 */
package io.flowlens.lab.demo.proxy;
