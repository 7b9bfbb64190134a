package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

@ExtendWith(Nd4jForThisMachine.class)
class ArrayScopeTest {
  @Test
  void allThatIsInItIsGivenBackAtItsEnd() {
    INDArray one = Nd4j.create(3, 4);
    INDArray other = Nd4j.create(5);
    INDArray kept = Nd4j.ones(2);
    try (ArrayScope scope = new ArrayScope()) {
      assertThat(scope.add(one)).isSameAs(one);
      scope.addAll(List.of(other, one));
      assertThat(one.wasClosed()).isFalse();
    }

    assertThat(one.wasClosed()).isTrue();
    assertThat(other.wasClosed()).isTrue();
    assertThat(kept.wasClosed()).isFalse();
  }

  @Test
  void aViewTakesNothingFromTheArrayThatItLiesIn() {
    INDArray whole = Nd4j.ones(3, 4);
    try (ArrayScope scope = new ArrayScope()) {
      scope.add(whole.get(NDArrayIndex.point(1), NDArrayIndex.all()));
    }

    assertThat(whole.wasClosed()).isFalse();
    assertThat(whole.sumNumber().doubleValue()).isEqualTo(12);
  }
}
