package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.EdgeAggregate;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import org.junit.jupiter.api.Test;

class EdgeJsonTest {
  private static final Contract CONTRACT = Contract.of("edge-aggregate");
  private final EdgeJson form = new EdgeJson();

  @Test
  void aMinuteOfWritesIsWrittenWhole() {
    assertThat(CONTRACT.holds(form.bytes(Results.writes())))
        .isEqualTo(
            """
            {"schemaVersion":1,"edgeId":"service:111122223333:us-east-1:check%20out|table:111122223333:eu-west-1:Orders|write",\
            "from":{"kind":"service","account":"111122223333","region":"us-east-1","name":"check out"},\
            "to":{"kind":"table","account":"111122223333","region":"eu-west-1","name":"Orders"},\
            "access":"write","windowStart":"2026-11-24T10:00:00Z","windowSeconds":60,"final":true,\
            "calls":2,"attempts":4,"retries":2,"attemptsShown":0,"ok":2,"failed":0,\
            "errors":{"throttled":2,"conflict":0,"conditional":0,"timeout":0,"server":0,"client":0,"other":0},\
            "operations":{"PutItem":2},\
            "latencyMs":{"count":2,"mean":117.313,"p50":4.511,"p90":230.114,"p99":230.114,"p999":230.114,"max":230.114},\
            "readUnits":0,"writeUnits":2.5,"wastedWriteUnits":0,"bytes":0,"records":0,\
            "strongReads":0,"eventualReads":0,"crossRegion":true,"coldStarts":0,"distinctKeys":2,\
            "ledger":{"useful":2,"throttled":2,"failedConditions":0,"conflicts":0,"replicatedConflicts":0,\
            "cancelledByCondition":0,"cancelledByConflict":0,"cancelledByThrottling":0,"cancelledByOtherTable":0,\
            "cancelledUnexplained":0,"duplicates":0,"unknown":0,"rejected":0,\
            "units":{"usefulMeasured":2,"failedMeasured":0,"useful":2.5,"failedConditions":0,"conflicts":0,"cancelled":0,\
            "duplicates":0,"other":0}},\
            "exemplars":[{"traceId":"t2","latencyMs":230.114,"outcome":"ok","at":"2026-11-24T10:00:02Z"},\
            {"traceId":"t1","latencyMs":4.512,"outcome":"ok","at":"2026-11-24T10:00:01.500Z"}],\
            "complete":{"sampled":0,"unpaired":0,"late":0,"folded":0}}""");
  }

  @Test
  void attemptsThatWereWastedAreInTheLedger() {
    String row = CONTRACT.holds(form.bytes(Results.wasted(Access.WRITE)));
    assertThat(row)
        .contains(
            "\"ledger\":{\"useful\":1,\"throttled\":0,\"failedConditions\":2,\"conflicts\":0,"
                + "\"replicatedConflicts\":1,\"cancelledByCondition\":0,\"cancelledByConflict\":0,"
                + "\"cancelledByThrottling\":0,\"cancelledByOtherTable\":1,"
                + "\"cancelledUnexplained\":0,\"duplicates\":1,\"unknown\":1,\"rejected\":0,"
                + "\"units\":{\"usefulMeasured\":1,\"failedMeasured\":2,\"useful\":1.5,"
                + "\"failedConditions\":2,\"conflicts\":0,\"cancelled\":0,\"duplicates\":1,"
                + "\"other\":0}}");
  }

  @Test
  void onlyEdgesThatWriteHaveALedgerAndOnlyWhereSomethingWasWasted() {
    assertThat(CONTRACT.holds(form.bytes(Results.wasted(Access.READ)))).doesNotContain("ledger");
    assertThat(CONTRACT.holds(form.bytes(Results.bare()))).doesNotContain("ledger");
  }

  @Test
  void anEdgeThatIsPromisedSomethingSaysHowItKeepsIt() {
    EdgeAggregate row = Results.writes();
    row.contract = new io.flowlens.model.Contract();
    row.contract.name = "checkout";
    row.contract.availability = 0.999;
    row.contract.timing = 0.95;
    row.contract.fastMillis = 50;
    assertThat(CONTRACT.holds(form.bytes(row)))
        .contains(
            "\"contract\":{\"name\":\"checkout\","
                + "\"availability\":{\"target\":0.999,\"calls\":2,\"good\":2,\"burn\":0},"
                + "\"timing\":{\"target\":0.95,\"fasterMs\":50,\"calls\":2,\"good\":1,\"burn\":10}}");
    row.counts.evidence = Evidence.SLOW;
    assertThat(CONTRACT.holds(form.bytes(row))).doesNotContain("contract");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(CONTRACT.holds(form.bytes(Results.bare())))
        .doesNotContain("latencyMs")
        .contains("\"operations\":{\"unknown\":1}")
        .contains("\"to\":{\"kind\":\"unknown\",\"account\":\"\",\"region\":\"\",\"name\":\"\"}")
        .contains("\"unpaired\":1");
  }

  @Test
  void anEmptyWindowIsValidToo() {
    Pane counts = new Pane();
    counts.edge = Results.WRITES;
    CONTRACT.holds(form.bytes(Results.aggregate(counts)));
  }

  @Test
  void halfASurrogatePairInANameStopsNothing() {
    Pane counts = new Pane();
    Node broken = Node.of(NodeKind.SERVICE, "", "", "bad\ud800name");
    counts.edge = Edge.of(broken, Results.ORDERS, Access.READ);
    counts.get(Detail.OPERATIONS).add("Get\udc00", 1L);
    EdgeAggregate row = Results.aggregate(counts);
    assertThat(CONTRACT.holds(form.bytes(row))).contains("bad?name").contains("Get?");
  }
}
