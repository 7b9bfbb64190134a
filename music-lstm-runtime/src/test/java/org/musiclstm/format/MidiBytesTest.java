package org.musiclstm.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MidiBytesTest {
  @Test
  void theNextStatusIsFoundFromEverywhere() {
    Random random = new Random(11);
    for (int n = 0; n < 200; n++) {
      byte[] bytes = new byte[random.nextInt(400)];
      for (int status = random.nextInt(6); status > 0 && bytes.length > 0; status--) {
        bytes[random.nextInt(bytes.length)] = (byte) 0x80;
      }
      int end = bytes.length - Math.min(bytes.length, random.nextInt(3));
      MidiBytes view = new MidiBytes(bytes, end);
      int next = end;
      assertThat(view.findStatus(end)).isEqualTo(end);
      for (int from = end - 1; from >= 0; from--) {
        next = bytes[from] < 0 ? from : next;
        assertThat(view.findStatus(from)).isEqualTo(next);
      }
    }
  }
}
