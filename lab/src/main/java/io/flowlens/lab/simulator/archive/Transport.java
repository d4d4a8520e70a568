package io.flowlens.lab.simulator.archive;

import io.flowlens.lab.simulator.wire.WireRecord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Faults of the telemetry's delivery, not of the system that it shows. */
public interface Transport {
  /** Nothing is wrong. */
  Transport SOUND = records -> records;

  /** What arrives instead of these records; in order of arrival, both. */
  List<WireRecord> carry(List<WireRecord> records);

  /** The collector is down between these times (epoch milliseconds): what was to arrive is lost. */
  static Transport outage(long from, long to) {
    return records ->
        records.stream().filter(r -> r.arrival() < from || r.arrival() >= to).toList();
  }

  /** All that arrived between these times (epoch milliseconds) arrives again, so much later. */
  static Transport again(long from, long to, long laterMillis) {
    return records ->
        Stream.concat(
                records.stream(),
                records.stream()
                    .filter(r -> r.arrival() >= from && r.arrival() < to)
                    .map(r -> r.later(laterMillis)))
            .sorted(Comparator.comparingLong(WireRecord::arrival))
            .toList();
  }
}
