package io.executions;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be used where; {@link RoomsTest} has the rooms. */
class ArchitectureTest {
  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.executions");

  static final String BUILT_IN = "io.executions.handlers.(*)..";

  private static final String[] SOMETIMES_THERE = {
    "org.eclipse.microprofile.health..", "org.eclipse.microprofile.metrics.."
  };

  /** Servers refuse a call of any other. */
  @Test
  void whatOthersCallOfAnEjbIsPublic() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Singleton.class)
        .and()
        .areNotPrivate()
        .and()
        .areNotAnnotatedWith(Schedule.class)
        .and()
        .areNotAnnotatedWith(Timeout.class)
        .and()
        .areNotAnnotatedWith(PostConstruct.class)
        .and()
        .areNotAnnotatedWith(PreDestroy.class)
        .should()
        .bePublic()
        .check(PRODUCT);
  }

  @Test
  void onlyTheStoreSpeaksToTheDatabase() {
    noClasses()
        .that(resideInAnyPackage("io.executions..").and(not(inStoreOrLauncher())))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..")
                .and(not(equivalentTo(SQLException.class))))
        .because("everybody else may at most hear that it failed")
        .check(PRODUCT);
  }

  @Test
  void theContractKnowsNoContainerAndNoDatabase() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.api")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.eclipse.microprofile..",
            "jakarta.ejb..",
            "jakarta.persistence..",
            "jakarta.ws..",
            "jakarta.servlet..",
            "java.sql..",
            "javax.sql..")
        .check(PRODUCT);
  }

  @Test
  void theClientKnowsTheContractAndItsOwnStandardsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.api.client..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "io.executions.api..",
                    "java..",
                    "jakarta.ws.rs..",
                    "jakarta.json..",
                    "jakarta.annotation..",
                    "org.eclipse.microprofile.config..",
                    "org.eclipse.microprofile.rest.client..")))
        .because("it works with every implementation of these")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("io.executions.api.client..")
        .should()
        .beAnnotatedWith(Provider.class)
        .because("a server that finds the archive in an application must not take it for its own")
        .check(PRODUCT);
  }

  @Test
  void theDocumentsKnowTheContractAndJsonOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.api.json..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "io.executions.api", "io.executions.api.json", "java..", "jakarta.json..")))
        .because("the service and its clients read and write them")
        .check(PRODUCT);
  }

  @Test
  void settingsAreReadWithTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.settings..")
        .should()
        .dependOnClassesThat(not(resideInAnyPackage("io.executions.settings..", "java..")))
        .because("the runnable JAR reads them before there is a server")
        .check(PRODUCT);
  }

  @Test
  void timesOfSchedulesAreArithmeticAndNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.schedule..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "io.executions.schedule..",
                    "io.executions.api",
                    "java.lang..",
                    "java.util..",
                    "java.time..")))
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("whoever asks says what time it is: the database's")
        .check(PRODUCT);
  }

  @Test
  void theLauncherNeedsNothingThatOnlyTheServerHas() {
    noClasses()
        .that(resideInAnyPackage("io.executions.launch..", "io.executions.listener.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.."))
        .because("it runs before there is a server, and is no part of the application")
        .check(PRODUCT);
  }

  @Test
  void theListenerKnowsOnlyTheServersConnector() {
    noClasses()
        .that()
        .resideInAPackage("io.executions.listener..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "io.executions.listener..", "java..", "org.glassfish.grizzly..")))
        .because("the server loads it, beside the application")
        .check(PRODUCT);
    noClasses()
        .that(not(resideInAnyPackage("io.executions.listener..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.glassfish.grizzly.."))
        .check(PRODUCT);
  }

  @Test
  void whatOnlyBuiltInHandlersNeedIsKnownToThemAlone() {
    noClasses()
        .that(not(resideInAnyPackage(BUILT_IN)))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.hc.."))
        .because("an application without them has no HTTP client")
        .check(PRODUCT);
    noClasses()
        .that(resideInAnyPackage(BUILT_IN))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.executions.handlers"))
        .because("they are handlers like any others, which the index finds")
        .check(PRODUCT);
  }

  @Test
  void whatOnlySomeServersHaveIsKnownInOneRoom() {
    noClasses()
        .that(not(resideInAnyPackage("io.executions.microprofile..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(SOMETIMES_THERE))
        .check(PRODUCT);
  }

  @Test
  void noClassIsMadeOfWhatOnlySomeServersHave() {
    noClasses()
        .should()
        .beAssignableTo(resideInAnyPackage(SOMETIMES_THERE))
        .because("WildFly warns with a stack trace of a class that it cannot define")
        .check(PRODUCT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Impl", "Manager", "Helper", "Util", "Utils"})
  void noNameEndsInAWordThatSaysNothing(String word) {
    noClasses().should().haveSimpleNameEndingWith(word).check(PRODUCT);
  }

  private static DescribedPredicate<JavaClass> inStoreOrLauncher() {
    return resideInAnyPackage(
        "io.executions.database..", "io.executions.store..", "io.executions.launch..");
  }
}
