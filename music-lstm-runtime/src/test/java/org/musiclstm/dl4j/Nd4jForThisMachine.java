package org.musiclstm.dl4j;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the tests of a class, or a single one, where ND4J has no native library. Where it has one,
 * tests that cannot load it fail. Tests that need none are not to be skipped with those that do.
 */
public final class Nd4jForThisMachine implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Platform here = Platform.ofThisJvm();
    if (!here.isSupported()) {
      return ConditionEvaluationResult.disabled(
          "ND4J has no native library for " + here + ", so nothing is held to it");
    }
    String library = System.getProperty("nd4j.platform", here.name());
    return here.name().equals(library)
        ? ConditionEvaluationResult.enabled("ND4J has a native library for " + here)
        : ConditionEvaluationResult.disabled(
            "this build has the native library for " + library + ", so nothing is held to it");
  }
}
