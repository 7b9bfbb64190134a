package org.musiclstm.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays that are given back together. They lie outside of the heap, and ND4J waits until the
 * garbage collector finds that nobody has them any more; but that only knows how full the heap is.
 */
final class ArrayScope implements AutoCloseable {
  private final List<INDArray> arrays = new ArrayList<>();

  /** Gives back an array as well, which nobody may then use any more. */
  INDArray add(INDArray array) {
    arrays.add(array);
    return array;
  }

  /** Gives back arrays as well. */
  void addAll(Collection<INDArray> others) {
    arrays.addAll(others);
  }

  @Override
  public void close() {
    // Nothing happens to those that lie in another one or in a workspace, or were given back.
    arrays.forEach(INDArray::close);
  }
}
