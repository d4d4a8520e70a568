package io.flowlens.lab.demo.shop;

import io.flowlens.lab.demo.fault.Faults;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/**
 * Where the shop runs.
 *
 * @param proxies the way to DynamoDB from each region
 * @param dynamoDb DynamoDB itself, for calls that are not traced: creating tables and reading
 *     streams
 * @param spans receives Kinesis records with finished spans and log lines
 * @param faults the faults inside the shop
 */
public record Site(
    Function<Region, URI> proxies, URI dynamoDb, Consumer<byte[]> spans, Faults faults) {}
