package io.executions;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.executions.ArchitectureTest.BUILT_IN;
import static io.executions.ArchitectureTest.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rooms of the house and who may enter which. */
class RoomsTest {
  @Test
  void theRulesSeeEveryRoom() {
    for (String room :
        List.of(
            "api",
            "api.port",
            "database",
            "store",
            "engine",
            "service",
            "handlers",
            "handlers.http",
            "handlers.command",
            "hints",
            "schedule",
            "settings",
            "microprofile",
            "web",
            "launch",
            "listener")) {
      assertThat(PRODUCT.stream())
          .as(room)
          .anyMatch(type -> type.getPackageName().startsWith("io.executions." + room));
    }
  }

  @Test
  void roomsAreEnteredInOneDirectionOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.executions..")
        .layer("api")
        .definedBy("io.executions.api", "io.executions.api.json..", "io.executions.api.client..")
        .layer("port")
        .definedBy("io.executions.api.port..")
        .layer("settings")
        .definedBy("io.executions.settings..")
        .layer("database")
        .definedBy("io.executions.database..")
        .layer("store")
        .definedBy("io.executions.store..")
        .layer("handlers")
        .definedBy("io.executions.handlers")
        .layer("built-in handlers")
        .definedBy(BUILT_IN)
        .layer("hints")
        .definedBy("io.executions.hints..")
        .layer("schedule")
        .definedBy("io.executions.schedule..")
        .layer("engine")
        .definedBy("io.executions.engine..")
        .layer("service")
        .definedBy("io.executions.service..")
        .layer("microprofile")
        .definedBy("io.executions.microprofile..")
        .layer("web")
        .definedBy("io.executions.web..")
        .layer("launch")
        .definedBy("io.executions.launch..")
        .layer("listener")
        .definedBy("io.executions.listener..")
        .whereLayer("built-in handlers")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("listener")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("microprofile")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("web")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("launch")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("service")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("service")
        .whereLayer("hints")
        .mayOnlyBeAccessedByLayers("engine")
        .whereLayer("schedule")
        .mayOnlyBeAccessedByLayers("engine", "service")
        .whereLayer("database")
        .mayOnlyBeAccessedByLayers("store", "hints", "engine", "service")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("hints", "engine", "service")
        .whereLayer("handlers")
        .mayOnlyBeAccessedByLayers("engine", "service")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers(
            "database", "store", "built-in handlers", "hints", "engine", "service", "launch")
        .whereLayer("port")
        .mayOnlyBeAccessedByLayers("store", "engine", "service", "microprofile", "web")
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers(
            "port",
            "database",
            "store",
            "handlers",
            "built-in handlers",
            "schedule",
            "engine",
            "service",
            "microprofile",
            "web")
        .check(PRODUCT);
  }

  @Test
  void thereAreNoCyclesBetweenPackages() {
    slices().matching("io.executions.(**)").should().beFreeOfCycles().check(PRODUCT);
  }
}
