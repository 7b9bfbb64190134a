package org.musiclstm;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.musiclstm.network.EngineName;

/** Holds the rooms of the runtime and the rules of the house, as docs/architecture.md has them. */
class ArchitectureTest {
  private static final String ROOT = "org.musiclstm";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** What a room may use; it may also use what those may use. All may use the root. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("option", Set.of()),
          Map.entry("score", Set.of()),
          Map.entry("channel", Set.of("score")),
          Map.entry("format", Set.of()),
          Map.entry("midi", Set.of("channel", "format")),
          Map.entry("tensor", Set.of("score", "option")),
          Map.entry("corpus", Set.of("midi", "tensor")),
          Map.entry("kernel", Set.of()),
          Map.entry("network", Set.of("kernel", "option")),
          Map.entry("provenance", Set.of("tensor", "network")),
          Map.entry("model", Set.of("provenance")),
          Map.entry("training", Set.of("corpus", "model")),
          Map.entry("generation", Set.of("midi", "model")),
          Map.entry("evaluation", Set.of("training")),
          Map.entry("sharing", Set.of()),
          Map.entry("dl4j", Set.of("model")),
          Map.entry("tribuo", Set.of("evaluation")),
          Map.entry("exchange", Set.of("evaluation", "generation")),
          Map.entry("songs", Set.of("exchange")),
          Map.entry("report", Set.of("songs", "sharing")),
          Map.entry("progress", Set.of("exchange")),
          Map.entry("shelf", Set.of("exchange", "sharing")),
          Map.entry("tuning", Set.of("report", "progress")),
          Map.entry("job", Set.of("tuning", "shelf", "dl4j")),
          Map.entry("worker", Set.of("job")));

  /**
   * The rooms of what is done, which take time, where those below them are what it is done with.
   */
  private static final String[] WITH_A_CLOCK = {"progress", "shelf", "tuning", "job", "worker"};

  /** All that a room may use, itself included. */
  private static Set<String> reach(String room) {
    Set<String> reach = new TreeSet<>(Set.of(room));
    for (String next : ROOMS.getOrDefault(room, Set.of())) {
      reach.addAll(reach(next));
    }
    return reach;
  }

  private static String room(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  @Test
  void everyPackageIsARoomOfTheHouse() {
    assertThat(MAIN.stream().map(ArchitectureTest::room).distinct())
        .filteredOn(room -> !room.isEmpty())
        .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

  @Test
  void roomsUseOnlyTheRoomsTheyMay() {
    Map<String, Set<String>> wrong = new TreeMap<>();
    for (JavaClass javaClass : MAIN) {
      String room = room(javaClass);
      Set<String> may = room.isEmpty() ? new TreeSet<>() : reach(room);
      may.add("");
      javaClass.getDirectDependenciesFromSelf().stream()
          .filter(edge -> edge.getTargetClass().getPackageName().startsWith(ROOT))
          .filter(edge -> !may.contains(room(edge.getTargetClass())))
          .forEach(
              edge ->
                  wrong.computeIfAbsent(room, from -> new TreeSet<>()).add(edge.getDescription()));
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void roomsFormNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void midiAndKernelNeedNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".score..",
            ROOT + ".channel..",
            ROOT + ".format..",
            ROOT + ".midi..",
            ROOT + ".kernel..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.incubator.vector..",
            "com.sun.management..",
            "org.jspecify..",
            ROOT,
            ROOT + ".score..",
            ROOT + ".channel..",
            ROOT + ".format..",
            ROOT + ".midi..",
            ROOT + ".kernel..")
        .check(MAIN);
  }

  @Test
  void musicIsNotReadByTheJdksSoundSystem() {
    noClasses().should().dependOnClassesThat().resideInAPackage("javax.sound..").check(MAIN);
  }

  @Test
  void onlyTheRoomOfDeeplearning4jKnowsIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
        .check(MAIN);
  }

  @Test
  void onlyTheRoomsOfProvenanceAndOfTribuoKnowTribuo() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".provenance..", ROOT + ".tribuo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "com.oracle.labs..", "com.google.protobuf..")
        .check(MAIN);
  }

  @Test
  void nothingIsSerialisedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(Object(Out|In)putStream|Externalizable)")
        .check(MAIN);
    noClasses()
        .that()
        .areNotAssignableTo(Throwable.class)
        .and()
        .areNotEnums()
        // Tribuo's interfaces demand it.
        .and()
        .resideOutsideOfPackage(ROOT + ".tribuo..")
        .and()
        .areNotAssignableTo(com.oracle.labs.mlrg.olcut.provenance.Provenance.class)
        .and()
        // What Deeplearning4j has one extend is serialisable.
        .resideOutsideOfPackage(ROOT + ".dl4j")
        .should()
        .implement(Serializable.class)
        .check(MAIN);
  }

  @Test
  void noFunctionIsCalledWhoseLastBitMayDiffer() {
    Set<String> exact =
        Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "copySign",
            "fma",
            "floor",
            "floorDiv",
            "floorMod",
            "getExponent",
            "max",
            "min",
            "multiplyExact",
            "negateExact",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp");
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "a function of Math that is not exact",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(Math.class)
                        && !exact.contains(call.getName())))
        .check(MAIN);
    noClasses()
        .should()
        .accessFieldWhere(
            describe(
                "an operator of the Vector API that is not exact",
                (JavaFieldAccess access) ->
                    access.getTargetOwner().getName().endsWith(".VectorOperators")
                        && Set.of(
                                "EXP", "EXPM1", "LOG", "LOG10", "LOG1P", "POW", "TANH", "SINH",
                                "COSH", "SIN", "COS", "TAN", "CBRT", "HYPOT")
                            .contains(access.getName())))
        .check(MAIN);
  }

  @Test
  void noClockGoesIntoAnOutput() {
    // A job reports its progress, the cache keeps the time when an entry was of use, and what
    // a killed process has left is known by its age.
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(Stream.of("sharing"), Stream.of(WITH_A_CLOCK))
                .map(room -> ROOT + "." + room + "..")
                .toArray(String[]::new))
        .and()
        .doNotBelongToAnyOf(Unfinished.class, WholeFile.class)
        .should()
        .callMethodWhere(
            describe(
                "a clock",
                (JavaMethodCall call) ->
                    call.getName().equals("now")
                        || call.getName().equals("currentTimeMillis")
                        || call.getName().equals("nanoTime")))
        .check(MAIN);
  }

  @Test
  void everyPackageSaysThatItKnowsNoNulls() {
    List<String> without = new ArrayList<>();
    Set<JavaPackage> packages = new LinkedHashSet<>();
    MAIN.forEach(javaClass -> packages.add(javaClass.getPackage()));
    for (JavaPackage javaPackage : packages) {
      if (!javaPackage.isAnnotatedWith(NullMarked.class)) {
        without.add(javaPackage.getName());
      }
    }

    assertThat(packages).hasSizeGreaterThan(9);
    assertThat(without).isEmpty();
  }

  /** What an engine can is asked of its name, so that another one needs no search for its kind. */
  @Test
  void enginesAreReportedApartInOnePlace() {
    Set<String> users = new TreeSet<>();
    for (JavaClass javaClass : MAIN) {
      for (JavaFieldAccess access : javaClass.getFieldAccessesFromSelf()) {
        if (access.getTargetOwner().isEquivalentTo(EngineName.class)
            && !access.getOriginOwner().isEquivalentTo(EngineName.class)
            && access.getTarget().getRawType().isEquivalentTo(EngineName.class)) {
          users.add(access.getOriginOwner().getSimpleName() + " " + access.getTarget().getName());
        }
      }
    }
    // Each engine, what starts them, and defaults. A switch has a class without a name.
    assertThat(users)
        .containsExactly(
            " DL4J", " JVM", "Dl4jEngine DL4J", "GenerateRequest JVM", "JvmEngine JVM");
  }
}
