package io.heapster.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Holds the arrows between the modules, the homes of the heavy libraries and the house style, for
 * main code; tests are free. The design behind the rules is in docs/architecture.md.
 */
final class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.heapster");

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  // ---- arrows

  @Test
  void modules_seeCoreOnly_andAppSeesAll() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.heapster..")
            .withOptionalLayers(true)
            .layer("core")
            .definedBy("io.heapster.core..")
            .layer("sources")
            .definedBy("io.heapster.sources..")
            .layer("processors")
            .definedBy("io.heapster.processors..")
            .layer("sinks")
            .definedBy("io.heapster.sinks..")
            .layer("api")
            .definedBy("io.heapster.api..")
            .layer("app")
            .definedBy("io.heapster.app..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("sources")
            .mayOnlyAccessLayers("core")
            .whereLayer("processors")
            .mayOnlyAccessLayers("core")
            .whereLayer("sinks")
            .mayOnlyAccessLayers("core")
            .whereLayer("api")
            .mayOnlyAccessLayers("core")
            .ensureAllClassesAreContainedInArchitecture());
  }

  @Test
  void packages_haveNoCycles() {
    check(slices().matching("io.heapster.(**)").should().beFreeOfCycles());
  }

  // ---- fences

  @Test
  void core_seesJdkSlf4jJspecifyAndMetricsOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("io.heapster.core..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "io.heapster.core..",
                    "java..",
                    "javax..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.codahale.metrics..",
                    "com.google.errorprone.annotations..")));
  }

  @Test
  void vertx_staysAtTheEdges() {
    fence(
        List.of("io.vertx..", "io.netty.."),
        resideInAnyPackage(
            "io.heapster.api..",
            "io.heapster.sources.kubelet..",
            "io.heapster.sources.simulated..",
            "io.heapster.app"));
  }

  @Test
  void kubernetesClient_staysInKubeAndApiAuthentication() {
    fence(
        List.of("io.fabric8.."),
        resideInAnyPackage(
            "io.heapster.sources.kube..",
            "io.heapster.api..auth..",
            "io.heapster.api.k8s.cluster.."));
  }

  @Test
  void databind_staysOutOfCoreSourcesAndProcessors() {
    fence(
        List.of("com.fasterxml.jackson.databind.."),
        resideInAnyPackage("io.heapster.api..", "io.heapster.sinks..", "io.heapster.app.."));
  }

  @Test
  void commandLineYamlAndLogBackend_stayInApp() {
    fence(
        List.of("org.snakeyaml.engine..", "ch.qos.logback.."),
        resideInAPackage("io.heapster.app.."));
  }

  @Test
  void clientsOfStores_stayInTheirSinks() {
    fence(
        List.of("org.influxdb..", "com.influxdb..", "okhttp3..", "retrofit2..", "okio.."),
        resideInAPackage("io.heapster.sinks.influxdb.."));
    fence(List.of("org.apache.kafka.."), resideInAPackage("io.heapster.sinks.kafka.."));
    fence(
        List.of("co.elastic..", "org.elasticsearch..", "org.opensearch..", "org.apache.http.."),
        resideInAPackage("io.heapster.sinks.elasticsearch.."));
    fence(List.of("com.github.luben.."), resideInAPackage("io.heapster.sinks.codec.."));
    fence(List.of("org.xerial.snappy.."), resideInAPackage("io.heapster.sinks.remotewrite.."));
  }

  @Test
  void protobuf_staysInTheSinksThatSpeakIt() {
    fence(
        List.of("com.google.protobuf.."),
        resideInAnyPackage(
            "io.heapster.sinks.proto..",
            "io.heapster.sinks.remotewrite..",
            "io.heapster.sinks.otlp..",
            "io.heapster.sinks.riemann.."));
  }

  private static void fence(List<String> library, DescribedPredicate<JavaClass> homes) {
    check(
        noClasses()
            .that(not(homes))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library.toArray(String[]::new)));
  }

  // ---- style

  @Test
  void names_tellTheRole() {
    check(noClasses().should().haveNameMatching("(.*[.$])?\\w*(Util|Utils|Helper|Impl)$"));
    check(noClasses().should().haveNameMatching("(.*[.$])?Abstract\\w*$"));
    check(
        noClasses()
            .that(not(name("io.heapster.core.pipeline.Manager")))
            .should()
            .haveNameMatching("(.*[.$])?\\w*Manager$"));
  }

  @Test
  void fields_areSetByConstructorsOnly() {
    DescribedPredicate<JavaAnnotation<?>> injection =
        new DescribedPredicate<>("an injection annotation") {
          @Override
          public boolean test(JavaAnnotation<?> annotation) {
            return switch (annotation.getRawType().getSimpleName()) {
              case "Inject", "Autowired", "Resource", "Value" -> true;
              default -> false;
            };
          }
        };
    check(fields().should().notBeAnnotatedWith(injection));
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .doNotHaveModifier(
                com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC) // switch tables
            .should()
            .beFinal());
  }

  @Test
  void time_isAnArgument() {
    ArchRule rule =
        noClasses()
            .that(not(resideInAnyPackage("io.heapster.core.time..", "io.heapster.app..")))
            .should()
            .callMethodWhere(readsTheClock())
            .orShould()
            .callMethodWhere(target(owner(name("java.lang.Math"))).and(target(name("random"))))
            .orShould()
            .callConstructor(Random.class)
            .because("time and chance are passed in, so that tests own them");
    check(rule);
  }

  private static DescribedPredicate<JavaCall<?>> readsTheClock() {
    return new DescribedPredicate<>("the machine's clock is read") {
      @Override
      public boolean test(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getName();
        if (owner.equals("java.lang.System")) {
          return method.equals("currentTimeMillis") || method.equals("nanoTime");
        }
        if (owner.equals(Clock.class.getName())) {
          return method.startsWith("system") || method.startsWith("tick");
        }
        return owner.startsWith("java.time.")
            && method.equals("now")
            && call.getTarget().getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
      }
    };
  }

  @Test
  void threads_doNotSleep() {
    check(
        noClasses()
            .that(not(resideInAPackage("io.heapster.core.time")))
            .should()
            .callMethodWhere(target(owner(name("java.lang.Thread"))).and(target(name("sleep"))))
            .because("a wait has a condition and a deadline"));
  }

  @Test
  void packages_areNullMarkedAndDescribed() {
    Stream<JavaPackage> packages =
        MAIN.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackage)
            .distinct();
    var bare = new TreeSet<String>();
    packages
        .filter(each ->
            each.tryGetPackageInfo()
                .map(info -> !info.isAnnotatedWith(NullMarked.class))
                .orElse(true))
        .forEach(each -> bare.add(each.getName()));
    assertThat(bare).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  @Test
  void importer_readsTheClassesOfThisJavaRelease() {
    assertThat(MAIN.contain(Heapster.class)).isTrue();
    assertThat(MAIN.get(Heapster.class).getMembers())
        .extracting(JavaMember::getName)
        .contains("main");
  }
}
