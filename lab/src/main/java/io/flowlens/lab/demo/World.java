package io.flowlens.lab.demo;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.Resources;
import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.lab.demo.proxy.Distance;
import io.flowlens.lab.demo.proxy.RegionProxy;
import io.flowlens.lab.demo.proxy.ThrottleStorm;
import io.flowlens.lab.demo.shop.ColdStarts;
import io.flowlens.lab.demo.shop.Echo;
import io.flowlens.lab.demo.shop.PoisonOrder;
import io.flowlens.lab.demo.shop.Shop;
import io.flowlens.lab.demo.shop.Site;
import io.flowlens.lab.demo.shop.StrayRegion;
import io.flowlens.lab.demo.telemetry.SpanStream;
import io.flowlens.localaws.LocalAws;
import io.flowlens.localaws.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The system that flowlens observes: the local AWS, the shop on it, and their faults. */
final class World {
  private static final int SEED = 7;

  private final Running running;
  private final LocalAws aws;
  private final Faults faults;

  private World(Running running, LocalAws aws, Faults faults) {
    this.running = running;
    this.aws = aws;
    this.faults = faults;
  }

  /** Everything that can go wrong, all of it switched off. */
  static Faults faults() {
    return new Faults(
        List.of(
            new ThrottleStorm(Shop.ORDERS, new Random(SEED)),
            new PoisonOrder(),
            new Echo(),
            new StrayRegion(),
            new ColdStarts()));
  }

  /** Starts the local AWS and creates flowlens's streams and table. */
  static World start(Running running, Demo options, WorkFolder work, Faults faults) {
    int dynamoDbPort = Ports.freeOr(options.dynamoDbPort, "--dynamodb-port");
    int kinesisPort = Ports.freeOr(options.kinesisPort, "--kinesis-port");
    LocalAws aws = running.add(LocalAws.start(work.folder("."), dynamoDbPort, kinesisPort));
    Resources.create(aws);
    return new World(running, aws, faults);
  }

  /**
   * Opens the shop.
   *
   * @param listener receives every record with spans, besides the stream
   */
  Shop openShop(Consumer<byte[]> listener) {
    KinesisClient kinesis = running.add(Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME));
    Distance distance = new Distance(new Random(SEED));
    Map<Region, RegionProxy> proxies = new HashMap<>();
    for (Region region : Shop.REGIONS) {
      proxies.put(
          region,
          running.add(RegionProxy.start(region.id(), aws.dynamoDbEndpoint(), distance, faults)));
    }
    Site site =
        new Site(
            region -> proxies.get(region).address(),
            aws.dynamoDbEndpoint(),
            new SpanStream(kinesis).andThen(listener),
            faults);
    Shop shop = running.add(Shop.open(site));
    shop.relayChanges(kinesis);
    return shop;
  }

  LocalAws aws() {
    return aws;
  }
}
