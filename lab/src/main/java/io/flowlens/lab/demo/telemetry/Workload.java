package io.flowlens.lab.demo.telemetry;

import io.flowlens.localaws.LocalAws;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import software.amazon.awssdk.regions.Region;

/**
 * Something of the shop that runs on its own: a service or a function.
 *
 * @param name its name
 * @param region where it runs
 * @param platform where it runs
 */
public record Workload(String name, Region region, Platform platform) {
  /** The platform of a workload. */
  public enum Platform {
    /** A container that serves HTTP. */
    ECS,
    /** A Lambda function that is invoked. */
    LAMBDA
  }

  /** A service in containers. */
  public static Workload service(String name, Region region) {
    return new Workload(name, region, Platform.ECS);
  }

  /** A Lambda function. */
  public static Workload function(String name, Region region) {
    return new Workload(name, region, Platform.LAMBDA);
  }

  /** Name and region in one, for example {@code orders.us-east-1}. */
  public String id() {
    return name + "." + region.id();
  }

  /**
   * The resource that OpenTelemetry detects for one running instance of it on AWS.
   *
   * @param instance a name of its own
   */
  Resource resource(String instance) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("service.name", name)
            .put("service.instance.id", instance)
            .put("deployment.environment.name", "lab")
            .put("cloud.provider", "aws")
            .put("cloud.region", region.id())
            .put("cloud.account.id", LocalAws.ACCOUNT);
    if (platform == Platform.LAMBDA) {
      attributes
          .put("cloud.platform", "aws_lambda")
          .put("faas.name", name)
          .put("faas.version", "$LATEST");
    } else {
      attributes.put("cloud.platform", "aws_ecs");
    }
    return Resource.getDefault().merge(Resource.create(attributes.build()));
  }
}
