package org.musiclstm.network;

/** What runs networks forwards and back. All engines work on the same parameters and batches. */
public interface Engine {
  /** Which engine it is. */
  EngineName name();

  /** What does the arithmetic, for a log. */
  String description();

  /**
   * Makes room to run a network over batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many layers all windows of a batch have at most
   */
  Forward forward(NetworkShape shape, int maxWindows, int maxRows);

  /**
   * Makes room to train a network on batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many layers all windows of a batch have at most
   */
  Learner learner(NetworkShape shape, int maxWindows, int maxRows, Descent descent);
}
