package io.flowlens.lab.shop;

import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/**
 * Where the shop runs.
 *
 * @param proxies the way to DynamoDB from each region
 * @param dynamoDb DynamoDB itself, for what no one measures: creating tables and reading streams
 * @param spans takes Kinesis records with finished spans
 */
public record Site(Function<Region, URI> proxies, URI dynamoDb, Consumer<byte[]> spans) {}
