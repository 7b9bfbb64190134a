package org.musiclstm.kernel;

import jdk.incubator.vector.FloatVector;

final class VectorKernel {
  int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }
}
