/** What flowlens and the shop have in the local AWS, and the clients that call it. */
package io.flowlens.lab.demo.aws;
