/** {@code scripts/demo}: everything on one machine, from the local AWS to the page. */
package io.flowlens.lab.demo;
