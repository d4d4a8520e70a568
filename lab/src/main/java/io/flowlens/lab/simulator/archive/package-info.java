/** Records on their way into an archive: late, twice, out of order, split over files. */
package io.flowlens.lab.simulator.archive;
