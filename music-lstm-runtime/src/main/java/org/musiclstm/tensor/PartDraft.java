package org.musiclstm.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.musiclstm.score.Part;
import org.musiclstm.tensor.PartsTokens.Token;

/**
 * A part that may have no channel yet.
 *
 * @param name what it is called, for what is wrong with it too
 * @param notes which notes it takes
 * @param planes what is learnt of them
 * @param lowest the lowest pitch that is learnt, or of drums, the first class
 * @param highest the highest pitch that is learnt, or of drums, the last class
 * @param program what is written
 * @param channel where it is written, from 0 on
 */
record PartDraft(
    Token name,
    NoteSelection notes,
    Planes planes,
    int lowest,
    int highest,
    int program,
    OptionalInt channel) {
  boolean isDrums() {
    return notes.kind() == NoteSelection.Kind.DRUMS;
  }

  /** Whether a channel is one of those that it takes notes from. */
  boolean plays(int taken) {
    return notes.channels().stream().anyMatch(span -> span.contains(taken));
  }

  private PartDraft on(int given) {
    return new PartDraft(name, notes, planes, lowest, highest, program, OptionalInt.of(given));
  }

  private PartEncoding finished() {
    return new PartEncoding(
        name.text(), notes, planes, lowest, highest, program, channel.orElseThrow());
  }

  /** Parts, of which those get channels that name none. */
  static List<PartEncoding> finished(List<PartDraft> drafts) {
    Set<Integer> used = new HashSet<>(Set.of(Part.DRUM_CHANNEL));
    for (PartDraft draft : drafts) {
      if (draft.isDrums() && draft.notes.isWidened()) {
        checkPitched(draft, drafts);
      }
      if (draft.channel.isPresent() && !draft.isDrums() && !used.add(draft.channel.getAsInt())) {
        throw draft.name.wrong("another part is written on its channel");
      }
    }
    List<PartDraft> given = new ArrayList<>(drafts);
    // First come those that play on channels of their own; the others keep clear of these.
    for (boolean own : new boolean[] {true, false}) {
      for (int n = 0; n < given.size(); n++) {
        PartDraft draft = given.get(n);
        if (draft.channel.isEmpty() && own != draft.notes.channels().isEmpty()) {
          int channel = free(draft, drafts, used);
          given.set(n, draft.on(channel));
          used.add(channel);
        }
      }
    }
    return given.stream().map(PartDraft::finished).toList();
  }

  /** Refuses parts that take pitched notes of channels on which there are drums alone. */
  private static void checkPitched(PartDraft drums, List<PartDraft> drafts) {
    for (PartDraft draft : drafts) {
      if (!draft.isDrums()
          && !draft.notes.channels().isEmpty()
          && IntStream.rangeClosed(0, 15).filter(draft::plays).allMatch(drums::plays)) {
        throw draft.name.wrong("its channels have drums, as " + PartsText.DRUM_CHANNELS + " says");
      }
    }
  }

  private static int free(PartDraft draft, List<PartDraft> drafts, Set<Integer> used) {
    List<Integer> free =
        IntStream.rangeClosed(0, 15).filter(channel -> !used.contains(channel)).boxed().toList();
    if (free.isEmpty()) {
      throw draft.name.wrong("there are more than 15 pitched parts");
    }
    return free.stream()
        .filter(channel -> draft.plays(channel))
        .findFirst()
        .or(
            () ->
                free.stream()
                    .filter(channel -> drafts.stream().noneMatch(other -> other.plays(channel)))
                    .findFirst())
        .orElse(free.get(0));
  }
}
