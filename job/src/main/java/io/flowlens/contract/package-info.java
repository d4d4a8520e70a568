/** What edges are promised to be, as the settings say; for the rows and for the detector. */
package io.flowlens.contract;
