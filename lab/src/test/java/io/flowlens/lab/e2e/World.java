package io.flowlens.lab.e2e;

import io.flowlens.lab.cluster.Cluster;
import io.flowlens.lab.cluster.FlinkDeployment;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A local AWS and a Flink cluster, which all tests of one run share. The cluster has the settings
 * of the deployment in {@code examples/kubernetes}, so that each of these tests proves them.
 */
final class World implements AutoCloseable {
  /** One slot each: two for the job of a test, one for the job that it is compared with. */
  static final int TASK_MANAGERS = 3;

  static final Path DEPLOYMENT = Path.of("../examples/kubernetes/flinkdeployment.yaml");
  static final Path JOB_JAR = Path.of("../job/target/flowlens-job.jar").toAbsolutePath();

  private final Path folder;
  final LocalAws aws;
  final KinesisClient kinesis;
  final DynamoDbClient dynamoDb;
  final Cluster cluster;

  private World() throws IOException {
    String run = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    folder = Files.createDirectories(Path.of("target/cluster", run).toAbsolutePath());
    aws = LocalAws.start(folder.resolve("aws"));
    try {
      kinesis = Cloud.kinesis(aws.kinesisEndpoint(), Cloud.HOME);
      dynamoDb = Cloud.dynamoDb(aws.dynamoDbEndpoint(), Cloud.HOME);
      cluster =
          Cluster.start(
              folder.resolve("flink"),
              FlinkDeployment.read(DEPLOYMENT).flinkConfiguration(),
              TASK_MANAGERS);
    } catch (IOException | RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  /** A folder of a test's own, whose files stay. */
  Path folder(String test) throws IOException {
    return Files.createDirectories(folder.resolve("tests").resolve(test));
  }

  @Override
  public void close() {
    cluster.close();
    kinesis.close();
    dynamoDb.close();
    aws.close();
  }

  /** Gives every test that asks for it the same world, and ends it after the last one. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(Namespace.create(World.class))
          .getOrComputeIfAbsent(World.class, any -> create(), World.class);
    }

    private static World create() {
      try {
        return new World();
      } catch (IOException e) {
        throw new IllegalStateException("The cluster could not be started.", e);
      }
    }
  }
}
