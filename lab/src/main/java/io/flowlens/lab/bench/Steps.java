package io.flowlens.lab.bench;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.OwnEpisodes;
import io.flowlens.detect.api.Round;
import io.flowlens.detect.api.Scope;
import io.flowlens.flow.FlowOptions;
import io.flowlens.flow.PartialPanes;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import io.flowlens.model.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The steps that a span takes through the job, each for itself, in one thread and without Flink, so
 * that what one costs is not lost among the others.
 */
final class Steps {
  /** As many batches are combined before the partial panes are handed on. */
  private static final int BATCHES_COMBINED = 200;

  private static final int GZIP_HEADER = 10;
  private static final int GZIP_TRAILER = 8;

  private final Settings settings = Settings.defaults();
  private final RawRecord[] records;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] inflated = new byte[1 << 20];
  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(settings, Aliases.none());
  private final PartialPanes partials = new PartialPanes(settings.get(FlowOptions.MAX_EDGES));
  private final List<Detector<?>> detectors = Detectors.all(settings);

  /** The steps of these gzip batches. */
  Steps(Corpus corpus) {
    records = new RawRecord[corpus.records()];
    for (int i = 0; i < records.length; i++) {
      records[i] = Records.of("spans", i, corpus.arrival(i), corpus.data(i));
    }
  }

  /** Only inflates and checks what was inflated: what no decoder can go below. */
  long inflate() {
    long bytes = 0;
    for (RawRecord record : records) {
      byte[] data = record.data;
      inflater.reset();
      inflater.setInput(data, GZIP_HEADER, data.length - GZIP_HEADER - GZIP_TRAILER);
      try {
        int length = inflater.inflate(inflated);
        checksum.reset();
        checksum.update(inflated, 0, length);
        bytes += length;
      } catch (DataFormatException e) {
        throw new IllegalStateException(e);
      }
    }
    return bytes;
  }

  /** Inflates and decodes; returns how many flows and sides of calls came out. */
  long decode() {
    long decoded = 0;
    for (RawRecord record : records) {
      decoder.decode(record, events);
      decoded += events.flows().size() + events.halves().size();
    }
    return decoded;
  }

  /** Inflates, decodes, and adds up to partial panes; returns the panes that were handed on. */
  List<Pane> combine() {
    List<Pane> panes = new ArrayList<>();
    for (int i = 0; i < records.length; i++) {
      decoder.decode(records[i], events);
      for (FlowEvent flow : events.flows()) {
        partials.add(flow, flow.time);
      }
      if ((i + 1) % BATCHES_COMBINED == 0 || i + 1 == records.length) {
        partials.handOnAll(panes::add);
      }
    }
    return panes;
  }

  /** Whole panes of {@link #combine}'s, in the order of time. */
  static List<Pane> whole(List<Pane> partial) {
    Map<String, Pane> whole = new HashMap<>();
    for (Pane pane : partial) {
      whole.merge(pane.edge.key() + pane.start, pane, Steps::merged);
    }
    List<Pane> panes = new ArrayList<>(whole.values());
    panes.sort(Comparator.comparingLong((Pane p) -> p.start).thenComparing(p -> p.edge.id()));
    return panes;
  }

  private static Pane merged(Pane one, Pane other) {
    Pane both = one.copy();
    both.merge(other);
    return both;
  }

  /** Shows whole panes to all detectors of single edges; returns how many rounds were judged. */
  long judge(List<Pane> panes) {
    long rounds = 0;
    for (Detector<?> detector : detectors) {
      if (detector.scope() == Scope.EDGE) {
        rounds += judge(detector, panes);
      }
    }
    return rounds;
  }

  private static <S> long judge(Detector<S> detector, List<Pane> panes) {
    Map<String, S> states = new HashMap<>();
    long rounds = 0;
    for (Pane pane : panes) {
      if (detector.accesses().contains(pane.edge.access)) {
        S state = states.computeIfAbsent(pane.edge.key(), key -> detector.newState());
        Round round = new Round(pane.start, List.of(pane), List.of(), List.of());
        Findings findings = new Findings(detector.id(), pane.start);
        detector.judge(round, state, OwnEpisodes.NONE, findings);
        rounds++;
      }
    }
    return rounds;
  }
}
