package io.flowlens.lab.demo;

import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.localaws.CannotStart;
import io.flowlens.localaws.Child;
import io.flowlens.localaws.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** One run of the demo: start everything, wait, report what was detected. */
final class Session {
  private static final Duration HEADLESS_TIME = Duration.ofMinutes(1);
  private static final Duration FIRST_EDGE_LIMIT = Duration.ofMinutes(2);
  private static final long TICK_MILLIS = 1000;

  private final Demo options;
  private final Path home;
  private final Progress progress;
  private final Running running;

  Session(Demo options, Path home, Progress progress, Running running) {
    this.options = options;
    this.home = home;
    this.progress = progress;
    this.running = running;
  }

  int run() throws InterruptedException {
    checkPorts();
    Faults faults = World.faults();
    FaultPlan plan = new FaultPlan(faults, options.faults);
    WorkFolder work = running.add(WorkFolder.take(home.resolve(".flowlens")));
    World world =
        progress.step(
            "local AWS: DynamoDB and Kinesis", () -> World.start(running, options, work, faults));
    ControlApi control =
        running.add(ControlApi.start(Ports.freeOr(options.labPort, "--lab-port"), faults));
    if (options.onlyWorld) {
      progress.step("shop", () -> world.openShop(record -> {}));
      progress.print(where(world, control));
      rest(options.time, plan, () -> true);
      return 0;
    }
    Freshness freshness = new Freshness();
    Child job = running.add(progress.step("job", () -> Job.start(home, work, world.aws())));
    Diagram diagram =
        running.add(
            progress.step(
                "diagram",
                () -> Diagram.start(home, work, world.aws(), pagePort(), control.address())));
    progress.step("shop", () -> world.openShop(freshness));
    progress.step("first edges on the page", () -> awaitEdges(diagram, job));
    progress.print(where(world, control));
    progress.print("");
    progress.print("  The page:  " + diagram.address());
    progress.print("");
    return watch(world, plan, job, diagram, freshness);
  }

  private int watch(World world, FaultPlan plan, Child job, Diagram diagram, Freshness freshness)
      throws InterruptedException {
    Duration unattended = HEADLESS_TIME.plus(plan.longestWait().multipliedBy(2));
    Duration time = options.time == null && options.headless ? unattended : options.time;
    if (time == null) {
      progress.print("  Ctrl-C stops everything.");
    }
    freshness.begin();
    rest(
        time,
        plan,
        () -> {
          freshness.look(diagram);
          return job.isAlive();
        });
    if (!job.isAlive()) {
      throw new CannotStart("The job ended: " + job.lastLines(2) + " (see " + job.log() + ")");
    }
    return Report.print(world, diagram, freshness, progress) ? 0 : 1;
  }

  /** Fails for a port in use before anything is started. */
  private void checkPorts() {
    Ports.freeOr(options.pagePort, "--port");
    Ports.freeOr(options.labPort, "--lab-port");
    Ports.freeOr(options.kinesisPort, "--kinesis-port");
    Ports.freeOr(options.dynamoDbPort, "--dynamodb-port");
  }

  private int pagePort() {
    return Ports.freeOr(options.pagePort, "--port");
  }

  private static Boolean awaitEdges(Diagram diagram, Child job) {
    job.awaitReady(FIRST_EDGE_LIMIT, () -> diagram.edges() > 0);
    return true;
  }

  private static String where(World world, ControlApi control) {
    return String.format(
        "  DynamoDB %s   Kinesis %s   faults %s/faults",
        world.aws().dynamoDbEndpoint(), world.aws().kinesisEndpoint(), control.address());
  }

  /**
   * Waits for the time, or for ever where there is none, or until {@code goesOn} is false; looks
   * each second, and switches faults on when they are due.
   */
  private void rest(Duration time, FaultPlan plan, Supplier<Boolean> goesOn)
      throws InterruptedException {
    plan.announce(progress);
    long begin = System.currentTimeMillis();
    long end = time == null ? Long.MAX_VALUE : begin + time.toMillis();
    while (goesOn.get() && System.currentTimeMillis() < end) {
      plan.advance(Duration.ofMillis(System.currentTimeMillis() - begin), progress);
      Thread.sleep(TICK_MILLIS);
    }
  }
}
