package io.flowlens;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.flowlens");
  private static final String OURS = "io.flowlens..";

  @Test
  void schemasKnowNothingButRecordsReadJson() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.schemas")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "io.flowlens.schemas")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.schemas.records")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "io.flowlens.schemas..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void modelImportsNoStage() {
    noClasses()
        .that()
        .resideInAPackage("..model..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS).and(not(resideInAnyPackage("..model..", "..schemas.."))))
        .check(CLASSES);
  }

  @Test
  void configImportsNoStageAndNoModel() {
    noClasses()
        .that()
        .resideInAPackage("..config..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS).and(not(resideInAnyPackage("..config..", "..schemas.."))))
        .check(CLASSES);
  }

  @Test
  void stagesMeetOnlyInModel() {
    slices()
        .matching("io.flowlens.(ingest|flow|detect|emit)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  /** Only the annotation that pins a collection's type is allowed. */
  @Test
  void detectorsImportNoFlink() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.detect.*..")
        .and()
        .resideOutsideOfPackage("io.flowlens.detect.run..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.flink..").and(not(type(TypeInfo.class))))
        .check(CLASSES);
  }

  @Test
  void detectorsDoNotKnowEachOther() {
    slices()
        .matching("io.flowlens.detect.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            alwaysTrue(),
            resideInAnyPackage(
                "..detect.api..",
                "..detect.stats..",
                "..detect.explain..",
                "..detect.episode..",
                "..detect.verify.."))
        .ignoreDependency(resideInAPackage("..detect.run.."), alwaysTrue())
        .check(CLASSES);
  }

  /** What a detector sees does not depend on how it is run. */
  @Test
  void theApiOfDetectorsKnowsOnlyModelAndConfig() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.detect.api..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS)
                .and(not(resideInAnyPackage("..detect.api..", "..model..", "..config.."))))
        .check(CLASSES);
  }

  @Test
  void detectorsDoNotKnowTheOperatorsNorOtherEpisodes() {
    noClasses()
        .that()
        .resideInAPackage("io.flowlens.detect.*..")
        .and()
        .resideOutsideOfPackages("..detect.run..", "..detect.incident..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("..detect.run..", "..detect.incident.."))
        .check(CLASSES);
  }

  @Test
  void packagesOfIngestHaveNoCycles() {
    slices()
        .matching("io.flowlens.(ingest..)")
        .should()
        .beFreeOfCycles()
        // A name that savepoints hold; nothing depends on it.
        .ignoreDependency(
            nameMatching("io\\.flowlens\\.ingest\\.KnownRecordsSerializer.*"), alwaysTrue())
        .check(CLASSES);
  }

  @Test
  void onlyOneClassKnowsTheKinesisSource() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.flowlens\\.ingest\\.source\\.(KinesisInput|ConnectorKeys)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink.streaming.connectors.kinesis..")
        .check(CLASSES);
  }

  @Test
  void nothingPublicAndStaticCanChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(resideInAPackage(OURS))
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void nobodyUsesFlinksShadedLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            not(resideInAnyPackage("org.apache.flink.shaded..", "org.apache.flink.kinesis..")))
        .check(CLASSES);
  }
}
