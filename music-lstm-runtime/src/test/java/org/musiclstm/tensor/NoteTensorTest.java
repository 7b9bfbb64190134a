package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musiclstm.InputException;

class NoteTensorTest {
  private static final Encoding THREE = new Encoding(4, 60, 62, Planes.SOUNDING);

  @Test
  void itsValuesAreWhatItWasMadeOf() {
    NoteTensor tensor = NoteTensor.of(THREE, new int[][] {{0, 2}, {}, {1}});

    assertThat(tensor.steps()).isEqualTo(3);
    assertThat(tensor.features()).isEqualTo(3);
    assertThat(tensor.activeCount()).isEqualTo(3);
    assertThat(tensor.toArray()).containsExactly(1, 0, 1, 0, 0, 0, 0, 1, 0);
    assertThat(tensor.isActive(0, 2)).isTrue();
    assertThat(tensor.isActive(0, 1)).isFalse();
    assertThat(tensor.isActive(1, 0)).isFalse();
  }

  @Test
  void itsActiveFeaturesAreTheValuesOfItsDenseForm() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);
      float[] values = new float[tensor.steps() * tensor.features()];
      for (int step = 0; step < tensor.steps(); step++) {
        for (int index = tensor.start(step); index < tensor.end(step); index++) {
          values[step * tensor.features() + tensor.active(index)] = tensor.value(index);
        }
      }
      assertThat(tensor.toArray()).isEqualTo(values);
    }
  }

  @Test
  void someStepsAreWrittenAsAnArrayOfTheirOwn() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      NoteTensor tensor = RandomTensors.tensor(random);
      int begin = random.nextInt(tensor.steps() + 1);
      int end = begin + random.nextInt(tensor.steps() - begin + 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      tensor.writeNpy(begin, end, out);

      float[] values =
          Arrays.copyOfRange(tensor.toArray(), begin * tensor.features(), end * tensor.features());
      assertThat(out.toByteArray())
          .isEqualTo(Npy.write(new NpyArray(new int[] {end - begin, tensor.features()}, values)));
    }
  }

  @Test
  void aLongTensorIsWrittenWhole() throws IOException {
    NoteTensor.Builder builder = NoteTensor.builder(THREE);
    for (int step = 0; step < 1000; step++) {
      builder.addStep(step % 3);
    }
    NoteTensor tensor = builder.build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    tensor.writeNpy(0, 1000, out);

    assertThat(out.toByteArray()).isEqualTo(Npy.write(tensor.toNpy()));
  }

  @Test
  void equalContentIsEqualAndOtherContentIsNot() {
    NoteTensor tensor = NoteTensor.of(THREE, new int[][] {{0}, {1, 2}});

    assertThat(NoteTensor.of(THREE, new int[][] {{0}, {1, 2}}))
        .isEqualTo(tensor)
        .hasSameHashCodeAs(tensor)
        .returns(tensor.sha256(), NoteTensor::sha256);
    Set<String> hashes = new HashSet<>(Set.of(tensor.sha256()));
    for (NoteTensor other :
        new NoteTensor[] {
          NoteTensor.of(THREE, new int[][] {{0, 1}, {2}}),
          NoteTensor.of(THREE, new int[][] {{0}, {1, 2}, {}}),
          NoteTensor.of(THREE, new int[][] {{0}, {2}}),
          NoteTensor.of(new Encoding(5, 60, 62, Planes.SOUNDING), new int[][] {{0}, {1, 2}}),
          NoteTensor.of(new Encoding(4, 60, 62, Planes.SOUNDING_ONSET), new int[][] {{0}, {1, 2}})
        }) {
      assertThat(other).isNotEqualTo(tensor);
      assertThat(hashes.add(other.sha256())).isTrue();
    }
  }

  @Test
  void theHashIsTheSameInEveryRelease() {
    // Computed with Python: sha256(b"4 60 62 sounding 2\n" + bytes([0, 1, 0, 0, 2, 1, 2])).
    assertThat(NoteTensor.of(THREE, new int[][] {{0}, {1, 2}}).sha256())
        .isEqualTo("97c321533a4cc406296f1b17e63c44cf3c3cc191093c32b77dd0db1f4334bbaf");
  }

  @Test
  void featuresOutOfOrderOrOutOfRangeAreRefused() {
    assertThatThrownBy(() -> NoteTensor.of(THREE, new int[][] {{}, {1, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 1 of step 1 follows 1");
    assertThatThrownBy(() -> NoteTensor.of(THREE, new int[][] {{3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below 3");
    assertThatThrownBy(() -> NoteTensor.of(THREE, new int[][] {{-1}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreStepsThanASongCanHaveAreRefused() {
    NoteTensor.Builder builder = NoteTensor.builder(THREE);
    for (int step = 0; step < NoteTensor.MOST_LAYERS; step++) {
      builder.addStep();
    }

    assertThat(builder.build().steps()).isEqualTo(4_000_000);
    assertThatThrownBy(builder::addStep)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too long for a tensor after 4000000 steps");
  }

  @Test
  void itComesBackFromItsArrayAndOthersAreRefused() {
    Encoding encoding = new Encoding(1, 60, 62, Planes.SOUNDING);
    NoteTensor tensor = NoteTensor.of(encoding, new int[][] {{0, 2}, {}, {1}});

    assertThat(NoteTensor.ofNpy(encoding, tensor.toNpy(), "song.npy")).isEqualTo(tensor);
    assertThatThrownBy(
            () -> NoteTensor.ofNpy(new Encoding(1, 60, 63, Planes.SOUNDING), tensor.toNpy(), "x"))
        .hasMessageStartingWith("x has the shape [3, 3]");
    NpyArray half = new NpyArray(new int[] {1, 3}, new float[] {0, 0.5f, 1});
    assertThatThrownBy(() -> NoteTensor.ofNpy(encoding, half, "x"))
        .hasMessageStartingWith("x has the value 0.5 in step 0, feature 1");
  }

  @Test
  void silenceBehindASongChangesNothingBeforeIt() {
    NoteTensor song = NoteTensor.of(Encoding.DEFAULT, new int[][] {{3, 91}, {}, {3, 7}});

    NoteTensor longer = song.withSilence(2);

    assertThat(longer)
        .isEqualTo(NoteTensor.of(Encoding.DEFAULT, new int[][] {{3, 91}, {}, {3, 7}, {}, {}}));
    assertThat(longer.sha256()).isNotEqualTo(song.sha256());
    assertThat(song.withSilence(0)).isEqualTo(song);
    assertThat(song.withSilence(NoteTensor.MOST_LAYERS).steps()).isEqualTo(NoteTensor.MOST_LAYERS);
  }
}
