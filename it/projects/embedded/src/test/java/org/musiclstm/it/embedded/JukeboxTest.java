package org.musiclstm.it.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class JukeboxTest {
  @Test
  void aPieceIsThatOfTheBuild() throws IOException {
    assertTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty(),
        "a program needs no option of java to make music");
    try (InputStream built = JukeboxTest.class.getResourceAsStream("/piece-003.mid")) {
      assertArrayEquals(built.readAllBytes(), new Jukebox().play(3));
    }
  }
}
