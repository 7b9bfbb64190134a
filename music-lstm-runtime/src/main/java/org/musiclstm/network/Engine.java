package org.musiclstm.network;

/** What runs networks forwards and back. All engines work on the same parameters and batches. */
public interface Engine {
  /** Which engine it is. */
  EngineName name();

  /** What does the arithmetic, and what is known to decide its bytes beside the network. */
  String description();

  /** How many threads do the arithmetic. */
  int threads();

  /**
   * Makes room to run a network over batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many steps all windows of a batch have at most
   */
  Forward forward(NetworkShape shape, int maxWindows, int maxRows);

  /**
   * Makes room to train a network on batches up to a size.
   *
   * @param maxWindows how many windows a batch has at most
   * @param maxRows how many steps all windows of a batch have at most
   */
  Learner learner(NetworkShape shape, int maxWindows, int maxRows, Descent descent);

  /**
   * The memory that a training takes.
   *
   * @param copies how many sets of parameters the training and its learner keep, 4 or more
   */
  Footprint footprint(NetworkShape shape, BatchSize batch, int copies);

  /** Whether the largest array of a training is one that Java can have. */
  boolean fitsArrays(NetworkShape shape, BatchSize batch);

  /** How many bytes outside of the heap the engine may take, all predicted. */
  long mostOutside();

  /**
   * Options of {@code java} that allow as much memory, such as {@code -Xmx4000m}.
   *
   * @param heap bytes on the heap
   * @param outside bytes outside of the heap that the engine takes, all predicted
   */
  String allowing(long heap, long outside);
}
