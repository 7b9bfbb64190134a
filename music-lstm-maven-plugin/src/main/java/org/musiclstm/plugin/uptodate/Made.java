package org.musiclstm.plugin.uptodate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musiclstm.WholeFile;
import org.musiclstm.Words;
import org.musiclstm.exchange.Json;

/**
 * What an execution of a goal has made of what, kept in a file from one build to the next. It holds
 * only as long as the files are still the ones that were made.
 */
public final class Made {
  private final Path file;
  private final Function<Path, String> name;

  /**
   * Names the file.
   *
   * @param name how the user would write the path of an output
   */
  public Made(Path file, Function<Path, String> name) {
    this.file = file;
    this.name = name;
  }

  /**
   * What is on record.
   *
   * @param inputs what decided the outputs
   * @param outputs sizes and hashes of what was made, by name
   * @param unfinished what was left to do, empty when nothing was
   */
  private record Entry(Inputs inputs, SortedMap<String, String> outputs, String unfinished) {}

  /**
   * Why the goal has to do its work.
   *
   * @param outputs what it will make
   * @return in words for the log; nothing when all that it would make is there
   */
  public List<String> reasons(Inputs inputs, List<Path> outputs) {
    Optional<Entry> recorded = read();
    if (recorded.isEmpty()) {
      return List.of("nothing is on record of an earlier run of this execution");
    }
    Entry earlier = recorded.get();
    List<String> reasons = new ArrayList<>(inputs.changesSince(earlier.inputs()));
    if (!earlier.unfinished().isEmpty()) {
      reasons.add(earlier.unfinished());
    }
    if (reasons.isEmpty()) {
      reasons.addAll(damages(earlier.outputs(), outputs));
    }
    return reasons;
  }

  private List<String> damages(Map<String, String> before, List<Path> outputs) {
    List<String> missing = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (Path output : outputs) {
      String shown = name.apply(output);
      if (!Files.exists(output)) {
        missing.add(shown);
      } else if (!isSame(output, before.get(shown))) {
        other.add(shown);
      }
    }
    List<String> damages = new ArrayList<>();
    add(damages, missing, "missing");
    add(damages, other, "not as this execution made " + Words.either(other.size(), "it", "them"));
    return damages;
  }

  /** Whether an output is what was made; one of another size need not be read. */
  private static boolean isSame(Path output, @Nullable String before) {
    return before != null
        && before.startsWith(size(output))
        && before.equals(size(output) + Inputs.hash(output));
  }

  private static String size(Path output) {
    return Files.isRegularFile(output) ? output.toFile().length() + " bytes, " : "";
  }

  /**
   * The files on record that are still what was made.
   *
   * @param path the file of a name
   */
  public List<Path> unchanged(Function<String, Path> path) {
    return read().map(Entry::outputs).orElse(new TreeMap<>()).entrySet().stream()
        .filter(output -> isSame(path.apply(output.getKey()), output.getValue()))
        .map(output -> path.apply(output.getKey()))
        .toList();
  }

  private static void add(List<String> damages, List<String> names, String what) {
    if (names.size() == 1) {
      damages.add(names.get(0) + " is " + what);
    } else if (!names.isEmpty()) {
      damages.add(names.size() + " files are " + what + ": " + Inputs.names(names));
    }
  }

  private SortedMap<String, String> hashes(List<Path> outputs) {
    SortedMap<String, String> hashes = new TreeMap<>();
    outputs.forEach(path -> hashes.put(name.apply(path), size(path) + Inputs.hash(path)));
    return hashes;
  }

  /** Notes that the work has begun: until it is remembered, what is on record has to be made. */
  public void begin() {
    read()
        .ifPresent(
            earlier ->
                write(
                    new Entry(
                        earlier.inputs(), earlier.outputs(), "the last build did not finish it")));
  }

  /**
   * Records what has been made.
   *
   * @param unfinished what is left to do, empty when nothing is
   */
  public void remember(Inputs inputs, List<Path> outputs, String unfinished) {
    write(new Entry(inputs, hashes(outputs), unfinished));
  }

  private void write(Entry entry) {
    WholeFile.write(file, out -> out.write(Json.mapper().writeValueAsBytes(entry)));
  }

  private Optional<Entry> read() {
    try {
      @Nullable Entry entry = Json.mapper().readValue(Files.readAllBytes(file), Entry.class);
      return Optional.ofNullable(entry);
    } catch (IOException e) {
      // There is none, or another version of the tool has written it.
      return Optional.empty();
    }
  }
}
