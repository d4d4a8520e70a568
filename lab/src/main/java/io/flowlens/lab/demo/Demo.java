package io.flowlens.lab.demo;

import io.flowlens.localaws.CannotStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command behind {@code scripts/demo}. */
@Command(
    name = "scripts/demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a shop on a local AWS, flowlens's job over what it does, and the diagram.")
public final class Demo implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The page's port; a free one if not given.")
  int pagePort;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      description = "The local DynamoDB's port; a free one if not given.")
  int dynamoDbPort;

  @Option(
      names = "--kinesis-port",
      paramLabel = "PORT",
      description = "The local Kinesis's port; a free one if not given.")
  int kinesisPort;

  @Option(
      names = "--lab-port",
      paramLabel = "PORT",
      description = "The port of the fault switches; a free one if not given.")
  int labPort;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Stop after this time, for example 60s or 10m, counted from when everything runs.")
  Duration time;

  @Option(
      names = "--headless",
      description = "Run for the time (60s if not given), print a report, end.")
  boolean headless;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description =
          "Start with a fault: throttle-storm, poison-order, echo, stray-region or cold-starts. The last two"
              + " are switched on once the shop was seen without them for 75 s. May be given again.")
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--only-world",
      description = "Start the local AWS and the shop, but neither job nor diagram.")
  boolean onlyWorld;

  private final Path home;

  private Demo(Path home) {
    this.home = home;
  }

  /** Runs the command in the checkout that the system property {@code flowlens.home} names. */
  public static void main(String[] arguments) {
    System.exit(run(Path.of(System.getProperty("flowlens.home", "")).toAbsolutePath(), arguments));
  }

  /**
   * Runs the command.
   *
   * @return 0 if all went well; 1 if the job failed, the diagram stayed empty, or something could
   *     not start; 2 for wrong arguments
   */
  static int run(Path home, String... arguments) {
    return new CommandLine(new Demo(home))
        .setParameterExceptionHandler(Demo::wrongArguments)
        .setExecutionExceptionHandler(Demo::failed)
        .execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = new Progress(System.out);
    Running running = new Running();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    try {
      return new Session(this, home, progress, running).run();
    } finally {
      running.close();
    }
  }

  private static int wrongArguments(ParameterException e, String[] arguments) {
    e.getCommandLine()
        .getErr()
        .println("demo: " + sentence(e.getMessage()) + " See scripts/demo --help.");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof CannotStart) {
      command.getErr().println("demo: " + e.getMessage());
    } else {
      LOG.error("The demo failed", e);
      command.getErr().println("demo: an unexpected failure, see .flowlens/lab.log: " + e);
    }
    return ExitCode.SOFTWARE;
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }
}
