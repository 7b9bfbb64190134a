package org.musiclstm.dl4j;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where ND4J has no native library. Where it has one, tests that cannot load it fail.
 */
public final class Nd4jForThisMachine implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    Platform here = Platform.ofThisJvm();
    assumeTrue(
        here.isSupported(),
        () -> "ND4J has no native library for " + here + ", so nothing is held to it");
    String library = System.getProperty("nd4j.platform", here.name());
    assumeTrue(
        here.name().equals(library),
        () -> "this build has the native library for " + library + ", so nothing is held to it");
  }
}
