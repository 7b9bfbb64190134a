package org.musiclstm.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.musiclstm.InputException;
import org.musiclstm.plugin.worker.Secrets;

/**
 * Arguments of a JVM as a user configures them: as one text in which white space separates them
 * unless it is quoted, or as a list of elements {@code <arg>}, each of them one argument. A type of
 * its own, because Maven would split the text of a list at its commas.
 */
public final class JvmArguments {
  private final List<String> arguments = new ArrayList<>();
  private String text = "";

  /** Takes a text of arguments; Maven calls this for an element's text and for a property. */
  public void set(String text) {
    this.text = text;
  }

  /** Takes one argument as it is; Maven calls this for an element {@code <arg>}. */
  public void addArg(String argument) {
    arguments.add(argument.strip());
  }

  /** Takes one argument as it is; Maven calls this for an element {@code <jvmArg>}. */
  public void addJvmArg(String argument) {
    addArg(argument);
  }

  /**
   * The arguments one by one.
   *
   * @throws InputException when a quote is not closed
   */
  List<String> toList() {
    return Stream.concat(split(text).stream(), arguments.stream()).toList();
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (quote != 0) {
        if (character == quote) {
          quote = 0;
        } else {
          word.append(character);
        }
      } else if (character == '"' || character == '\'') {
        quote = character;
        inWord = true;
      } else if (Character.isWhitespace(character)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(character);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw InputException.option(
          "jvmArgs", Secrets.hiddenIn(text), "text in which every quote is closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
