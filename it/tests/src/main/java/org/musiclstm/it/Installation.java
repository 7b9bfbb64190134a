package org.musiclstm.it;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A Maven and the JDK that it runs on.
 *
 * @param home the folder of the Maven
 * @param jdk the folder of the JDK
 */
record Installation(Path home, Path jdk) {
  /** The Maven and the JDK of the outer build. */
  static Installation outer() {
    return new Installation(
        Path.of(Maven.property("it.mavenHome")), Path.of(System.getProperty("java.home")));
  }

  /** The Maven of a version that this module has unpacked, on the JDK of the outer build. */
  static Installation unpacked(String version) {
    return new Installation(
        Path.of(Maven.property("it.mavens"), "apache-maven-" + version), outer().jdk);
  }

  /** The same Maven on another JDK. */
  Installation on(Path otherJdk) {
    return new Installation(home, otherJdk);
  }

  /** The program that starts Maven. */
  Path launcher() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn");
  }
}
