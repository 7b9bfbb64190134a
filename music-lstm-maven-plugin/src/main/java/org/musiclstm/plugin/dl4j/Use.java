package org.musiclstm.plugin.dl4j;

import java.util.Optional;
import org.musiclstm.network.EngineName;

/** What Deeplearning4j is needed for. */
public enum Use {
  /** Training and generating with it. */
  ENGINE("The engine dl4j", "set engine to jvm, which runs wherever a JDK does"),

  /** Writing a model as its file. */
  EXPORT("The goal export", "run the goal on one of those"),

  /** Reading a model from its file. */
  IMPORT("The goal import", "run the goal on one of those");

  private final String subject;
  private final String remedy;

  Use(String subject, String remedy) {
    this.subject = subject;
    this.remedy = remedy;
  }

  /** What an engine needs Deeplearning4j for, if it does. */
  public static Optional<Use> of(EngineName engine) {
    return engine == EngineName.DL4J ? Optional.of(ENGINE) : Optional.empty();
  }

  /** What begins a sentence. */
  String subject() {
    return subject;
  }

  /** What a user can do on a platform without native libraries. */
  String remedy() {
    return remedy;
  }
}
