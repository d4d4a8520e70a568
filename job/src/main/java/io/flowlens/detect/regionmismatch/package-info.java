/** Region mismatches: calls that leave a region although the data is nearer. */
package io.flowlens.detect.regionmismatch;
