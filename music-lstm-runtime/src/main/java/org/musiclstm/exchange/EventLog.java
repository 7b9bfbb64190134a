package org.musiclstm.exchange;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes events to {@code events.jsonl}, each at once, for the plugin that reads along. */
public final class EventLog implements AutoCloseable {
  private final Writer writer;
  private boolean isBroken;

  /** Begins a file, or goes on with one. */
  public EventLog(Path file) throws IOException {
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  /** Says something to everyone. */
  public void info(String text) {
    add(new Event.Message(Event.Level.INFO, text));
  }

  /** Says that something could not be used as it is. */
  public void warn(String text) {
    add(new Event.Message(Event.Level.WARNING, text));
  }

  /** Says something to those who look for a fault. */
  public void debug(String text) {
    add(new Event.Message(Event.Level.DEBUG, text));
  }

  /** Writes an event. */
  public synchronized void add(Event event) {
    if (isBroken) {
      return;
    }
    try {
      writer.write(Json.mapper().writerFor(Event.class).writeValueAsString(event) + "\n");
      writer.flush();
    } catch (IOException e) {
      // The disk is full: no reason to give up hours of work, which events only say of.
      isBroken = true;
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      // As above.
    }
  }
}
