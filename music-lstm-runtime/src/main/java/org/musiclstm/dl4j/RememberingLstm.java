package org.musiclstm.dl4j;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer whose way back begins with what it remembers, as its way forwards does. In Deeplearning4j
 * 1.0.0-M2.1, a network that is trained by truncated back-propagation through time goes forwards
 * so, but back as if its layers remembered nothing: it never asks them for the gradient that they
 * have for this.
 */
final class RememberingLstm extends LSTM {
  private static final long serialVersionUID = 1L;

  /** Takes the place of a layer, with its parameters. */
  RememberingLstm(LSTM layer) {
    super(layer.conf(), DataType.FLOAT);
    setIndex(layer.getIndex());
    setParamsViewArray(layer.params());
    setParamTable(layer.paramTable());
    allowInputModification(layer.getIndex() > 0);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspace) {
    try (ArrayScope scope = new ArrayScope()) {
      // What the way forwards has left is predicted anew by the way back.
      scope.addAll(rnnGetTBPTTState().values());
      return tbpttBackpropGradient(outputGradient, Integer.MAX_VALUE, workspace);
    }
  }
}
