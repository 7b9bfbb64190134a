package org.musiclstm.dl4j;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Leaves out of a layer's inputs what both engines leave out. */
final class SharedDropout implements IDropout {
  private transient @Nullable INDArray factors;

  /** Takes what the inputs, {@code [windows, units, steps]}, are multiplied by from now on. */
  void set(INDArray next) {
    factors = next;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspace) {
    return factors == null ? result.assign(input) : input.muli(factors, result);
  }

  @Override
  public INDArray backprop(
      INDArray outputGradient, INDArray inputGradient, int iteration, int epoch) {
    return factors == null
        ? inputGradient.assign(outputGradient)
        : outputGradient.muli(factors, inputGradient);
  }

  @Override
  public void clear() {
    factors = null;
  }

  /** The same object, since what it leaves out is predicted to it while the network is trained. */
  @Override
  public IDropout clone() {
    return this;
  }
}
