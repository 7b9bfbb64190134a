package org.musiclstm.plugin.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.musiclstm.exchange.Event;
import org.musiclstm.exchange.Json;

/** The file of events, read while the worker appends to it. */
final class EventFile {
  private final Path file;
  private long position;

  /** Begins at the first line of a file that need not be there yet. */
  EventFile(Path file) {
    this.file = file;
  }

  /**
   * The events of the lines that have become whole since the last call. A line that is no event
   * becomes a message for those who look for a fault.
   *
   * @throws IOException when the file cannot be read
   */
  List<Event> readNew() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(position);
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - position)));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      int length = bytes.position();
      while (length > 0 && bytes.get(length - 1) != '\n') {
        length--;
      }
      position += length;
      text = new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
    }
    return text.lines().filter(line -> !line.isBlank()).map(EventFile::parse).toList();
  }

  private static Event parse(String line) {
    try {
      return Json.mapper().readValue(line, Event.class);
    } catch (JsonProcessingException e) {
      return new Event.Message(
          Event.Level.DEBUG, "The worker wrote a line that is no event: " + line);
    }
  }
}
