package io.flowlens.lab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The four packages of the lab, and what each may depend on. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.flowlens.lab");
  private static final String OURS = "io.flowlens..";
  private static final String SIMULATOR = "io.flowlens.lab.simulator..";
  private static final String FORMAT = "io.flowlens.lab.simulator.format..";

  @Test
  void nothingLiesBesideTheFourPackages() {
    noClasses()
        .should()
        .resideOutsideOfPackages(
            "io.flowlens.lab",
            SIMULATOR,
            "io.flowlens.lab.evaluation..",
            "io.flowlens.lab.bench..",
            "io.flowlens.lab.demo..")
        .check(CLASSES);
  }

  @Test
  void theSimulatorDependsOnNothingOfFlowlens() {
    mayDependOn(SIMULATOR, SIMULATOR);
  }

  @Test
  void theFormatsOfTelemetryDependOnNothingOfFlowlens() {
    mayDependOn(FORMAT, FORMAT);
  }

  @Test
  void theEvaluationDependsOnTheSimulatorAndTheJob() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.lab.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.flowlens.lab.bench..", "io.flowlens.lab.demo..")
        .check(CLASSES);
  }

  @Test
  void theCompanySharesNothingWithTheSimulator() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.lab.evaluation.company..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.flowlens.lab..")
                .and(not(resideInAPackage("io.flowlens.lab.evaluation.company.."))))
        .check(CLASSES);
  }

  @Test
  void theBenchmarkTakesOnlyTheFormatsFromTheLab() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.lab.bench..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.flowlens.lab..")
                .and(not(resideInAnyPackage("io.flowlens.lab.bench..", FORMAT))))
        .check(CLASSES);
  }

  @Test
  void theDemoDependsNeitherOnTheJobNorOnTheSimulatedWorld() {
    mayDependOn(
        "io.flowlens.lab.demo..",
        "io.flowlens.lab.demo..",
        FORMAT,
        "io.flowlens.schemas..",
        "io.flowlens.localaws..");
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.flowlens.lab.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static void mayDependOn(String from, String... allowed) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }
}
