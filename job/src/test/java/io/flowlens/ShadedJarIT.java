package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped: the shaded jar. */
class ShadedJarIT {
  private static final Path ROOT = Path.of("..");
  private static final Path TARGET = Path.of("target");
  private static final Path JAR = TARGET.resolve("flowlens-job.jar");
  private static final Path PLATFORM = TARGET.resolve("platform");

  @Test
  void itStartsTheJob() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.flowlens.Main");
    }
  }

  @Test
  void noClassComesFromTwoLibrariesButTheFourThatAreLeftOut() throws IOException {
    Map<String, List<String>> origins = new TreeMap<>();
    String classpath = Files.readString(TARGET.resolve("shaded.classpath")).trim();
    for (String library : classpath.split(File.pathSeparator, -1)) {
      for (String name : classes(Path.of(library))) {
        origins.computeIfAbsent(name, n -> new ArrayList<>()).add(library);
      }
    }
    origins.values().removeIf(libraries -> libraries.size() == 1);
    assertThat(origins.keySet())
        .containsExactly(
            "org/apache/flink/connector/aws/sink/throwable/AWSExceptionClassifierUtil.class",
            "org/apache/flink/connector/aws/sink/throwable/AWSExceptionHandler.class",
            "org/apache/flink/connector/aws/table/util/AWSOptionUtils.class",
            "org/apache/flink/connector/aws/table/util/AsyncClientOptionsUtils.class");
  }

  @Test
  void ofThoseFourItHoldsTheOnesForTheSdkOfTheTableSink() throws IOException {
    String name = "org/apache/flink/connector/aws/sink/throwable/AWSExceptionClassifierUtil.class";
    try (JarFile jar = new JarFile(JAR.toFile())) {
      byte[] code = jar.getInputStream(jar.getEntry(name)).readAllBytes();
      assertThat(new String(code, StandardCharsets.ISO_8859_1))
          .contains("software/amazon/awssdk")
          .doesNotContain("org/apache/flink/kinesis/shaded");
    }
  }

  @Test
  void itHoldsNoClassThatThePlatformProvides() throws IOException {
    Set<String> provided = new HashSet<>();
    try (Stream<Path> jars = Files.list(PLATFORM)) {
      for (Path jar : jars.toList()) {
        provided.addAll(classes(jar));
      }
    }
    assertThat(provided).hasSizeGreaterThan(10_000);
    Set<String> held = new HashSet<>(classes(JAR));
    held.retainAll(provided);
    assertThat(held).isEmpty();
  }

  @Test
  void itCarriesItsLicenseAndNoticeAndNoProgramsOfOthers() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/LICENSE"))
          .isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("flowlens\nCopyright 2026 The flowlens authors\n")
          .contains("AWS SDK for Java 2.0", "com.google.protobuf:protobuf-java:3.21.7");
      assertThat(jar.stream().map(Object::toString)).noneMatch(name -> name.contains("native-bin"));
    }
  }

  @Test
  void itsProtobufCannotMeetAnotherVersionOnThePlatform() throws IOException {
    assertThat(classes(JAR))
        .contains("io/flowlens/shaded/com/google/protobuf/CodedInputStream.class")
        .contains("io/opentelemetry/proto/trace/v1/Span.class")
        .noneMatch(name -> name.startsWith("com/google/protobuf/"))
        .noneMatch(name -> name.startsWith("io/opentelemetry/") && name.contains("Grpc"));
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(text(jar, "META-INF/licenses/LICENSE.protobuf")).contains("Google Inc.");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void itHoldsNoSignatureAndEveryServiceOnce() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(Object::toString))
          .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
          .contains("META-INF/services/software.amazon.awssdk.http.async.SdkAsyncHttpService")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void itNeedsNothingThatOnlyAmazonsFlinkHas() throws IOException {
    try (Stream<Path> jars = Files.list(PLATFORM)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .noneMatch(name -> name.contains("kinesisanalytics"));
    }
    assertThat(classes(JAR)).noneMatch(name -> name.startsWith("com/amazonaws/"));
  }

  @Test
  void withoutPropertiesItSaysWhatIsMissingAndEnds() throws Exception {
    Started job = Started.withArguments();
    assertThat(job.exitStatus()).isEqualTo(1);
    assertThat(job.output().lines().findFirst().orElse(""))
        .as("the first line of the log")
        .contains("flowlens does not start. The configuration has 8 faults:");
    assertThat(job.output())
        .contains("No properties are given")
        .contains("EdgeTable: table.name is missing")
        .doesNotContain("\tat ");
  }

  @Test
  void itRunsWithAFileOfPropertiesAndLocalDefaults() throws Exception {
    try (Started job = Started.withArguments("--properties", Started.PROPERTIES)) {
      job.awaitRunning();
      assertThat(job.output())
          .contains("Settings Input.spans: ")
          .contains("secretkey = ****")
          .doesNotContain("nothing")
          .as("nobody answers, which is no fault of the configuration")
          .contains("EdgeTable: the table flowlens-edges was not checked");
      assumeTrue(ListeningSockets.areKnown(), "only Linux tells of its sockets in files");
      assertThat(job.listeningSockets()).isNotEmpty().allMatch(ListeningSockets::isLoopback);
    }
  }

  @Test
  void itRunsWithThePropertiesThatManagedFlinkHandsOver() throws Exception {
    try (Started job = Started.asOnManagedFlink()) {
      job.awaitRunning();
    }
  }

  private static Set<String> classes(Path library) throws IOException {
    if (Files.isDirectory(library)) {
      try (Stream<Path> files = Files.walk(library)) {
        return keepClasses(files.map(file -> library.relativize(file).toString()));
      }
    }
    try (JarFile jar = new JarFile(library.toFile())) {
      return keepClasses(jar.stream().map(Object::toString));
    }
  }

  private static Set<String> keepClasses(Stream<String> names) {
    Set<String> classes = new HashSet<>();
    names
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .forEach(classes::add);
    return classes;
  }
}
