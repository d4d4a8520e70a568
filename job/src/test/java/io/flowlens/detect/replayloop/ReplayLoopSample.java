package io.flowlens.detect.replayloop;

import io.flowlens.detect.Shop;

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
    state.others = new byte[] {4, 5, 6};
    state.othersSeen = at - 900_000;
    state.lastWriteByFunction = at;
    return state;
  }
}
