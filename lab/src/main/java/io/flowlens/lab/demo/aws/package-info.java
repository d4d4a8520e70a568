/**
 * The streams and tables of flowlens and the shop in the local AWS, and the clients that call it.
 */
package io.flowlens.lab.demo.aws;
