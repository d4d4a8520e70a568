/**
 * Typed options, and how they are read from application properties with every fault told at once.
 */
package io.flowlens.config;
