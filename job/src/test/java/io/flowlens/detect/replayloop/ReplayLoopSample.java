package io.flowlens.detect.replayloop;

import io.flowlens.detect.Shop;
import io.flowlens.model.NodeKind;

/** One value of the detector's state with something in every field. */
public final class ReplayLoopSample {
  private ReplayLoopSample() {}

  public static TableReplays state(long at) {
    RedeliveredBatch stuck = new RedeliveredBatch();
    stuck.shardId = "shardId-000000000000";
    stuck.start = "49001";
    stuck.end = "49100";
    stuck.records = 100;
    stuck.leastRecords = 50;
    stuck.deliveries = 7;
    stuck.delivered = 600;
    stuck.invokeCount = 5;
    stuck.firstPane = at - 60_000;
    stuck.lastAt = at + 5_000;
    FunctionDelivery delivery = new FunctionDelivery();
    delivery.edge = Shop.BILLING_IS_GIVEN_ORDERS;
    delivery.stuck = new RedeliveredBatch[] {stuck};
    RedeliveredBatch returned = new RedeliveredBatch();
    returned.shardId = "shardId-000000000001";
    returned.start = "50001";
    returned.end = "50001";
    returned.records = 20;
    returned.leastRecords = 10;
    returned.deliveries = 3;
    returned.delivered = 50;
    returned.firstPane = at - 50_000;
    returned.lastAt = at + 4_000;
    delivery.returning = new RedeliveredBatch[] {returned};
    delivery.invocations = new byte[] {7, 8};
    delivery.failingSince = at - 300_000;
    delivery.failures = 12;
    delivery.failedAt = at - 20_000;
    delivery.downUntil = at - 3_600_000;
    delivery.downMillis = 600_000;
    delivery.freshAt = at - 30_000;
    delivery.ageSeconds = 4;
    delivery.ageAt = at - 10_000;
    delivery.loop = new LoopTotals();
    delivery.loop.since = at - 240_000;
    delivery.loop.delivered = 4_000;
    delivery.loop.own = 3_600;
    delivery.loop.others = 400;
    delivery.loop.peak = 0.95;
    delivery.loop.peakAt = at - 60_000;
    delivery.writes = Shop.BILLING_WRITES;
    delivery.traffic = new byte[] {1, 2, 3};
    delivery.changesSince = 12;
    delivery.catchingUpUntil = at + 100_000;
    delivery.lastPane = at;
    delivery.ranAway = true;
    delivery.active = true;
    TableReplays state = new TableReplays();
    state.deliveries = new FunctionDelivery[] {delivery};
    state.additions.minute = at / 60_000;
    state.additions.minutes[0] = new byte[] {1};
    state.additions.minutes[14] = new byte[] {2};
    state.function = new FedFunction();
    state.function.function = Shop.BILLING;
    state.function.sourceKind = NodeKind.CHANGE_STREAM;
    state.function.sourceName = "Orders";
    state.function.mappedAt = at - 86_400_000;
    state.function.failures = new byte[] {9};
    state.function.failingSince = at - 600_000;
    state.function.failed = 14;
    state.others = new byte[] {4, 5, 6};
    state.othersSeen = at - 900_000;
    state.lastWriteByFunction = at;
    return state;
  }
}
