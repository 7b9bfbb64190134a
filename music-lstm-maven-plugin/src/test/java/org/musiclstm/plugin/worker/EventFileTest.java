package org.musiclstm.plugin.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.Json;

class EventFileTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsNotThereYetHasNoEvents() throws IOException {
    assertThat(new EventFile(folder.resolve("events.jsonl")).readNew()).isEmpty();
  }

  @Test
  void whereverTheWriterIsCutOffEveryEventComesOnceAndWhole() throws IOException {
    List<Event> written = new ArrayList<>();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int index = 0; index < 50; index++) {
      Event event =
          index % 3 == 0
              ? new Event.Progress(
                  index, 50, 0.25, Double.NaN, Double.NaN, false, false, 2.5, 60, true)
              : new Event.Message(Event.Level.INFO, "Stück " + index + " – \"fertig\"");
      written.add(event);
      lines.writeBytes(Json.mapper().writeValueAsBytes(event));
      lines.write('\n');
    }
    byte[] bytes = lines.toByteArray();
    Random random = new Random(2);
    for (int round = 0; round < 20; round++) {
      Path file = Files.createTempFile(folder, "events", ".jsonl");
      EventFile events = new EventFile(file);
      List<Event> read = new ArrayList<>();
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + random.nextInt(300));
        Files.write(file, Arrays.copyOfRange(bytes, from, to), StandardOpenOption.APPEND);
        read.addAll(events.readNew());
        from = to;
      }
      assertThat(read).isEqualTo(written);
    }
  }

  @Test
  void aLastLineThatNeverEndsIsLeftOut() throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, "{\"event\":\"mess", StandardCharsets.UTF_8);

    assertThat(new EventFile(file).readNew()).isEmpty();
  }
}
