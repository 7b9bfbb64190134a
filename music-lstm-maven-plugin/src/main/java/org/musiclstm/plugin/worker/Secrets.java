package org.musiclstm.plugin.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides what may be a secret in what is shown of arguments: values of names such as {@code
 * proxyPassword}, {@code api.key} or {@code --token}, who logs in to a URL, and what follows {@code
 * Bearer}. Rather too much is hidden than too little.
 */
public final class Secrets {
  private static final String HIDDEN = "...";

  private static final String NAME =
      "(?:pass|pwd|token|secret|key|credential|authorization|signature)";

  /** The rest of an argument in a text, where a quote may be left open. */
  private static final String REST = "(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\\s\"'])+";

  /** A name and what stands between it and its value. */
  private static final Pattern NAMED = Pattern.compile("(?i)(" + NAME + "[^=\\s\"']*=)" + REST);

  private static final Pattern OPTION =
      Pattern.compile("(?i)((?:^|[\\s\"'])--?[\\w.-]*" + NAME + "[\\w.-]*(?::|\\s+(?!-)))" + REST);

  private static final Pattern LOGIN = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s\"']*@");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b((?:bearer|basic)\\s+)[\\w+/=.~-]+");

  private static final Pattern NAMED_ARGUMENT = Pattern.compile("(?is)(.*?" + NAME + "[^=]*=).+");

  private static final Pattern OPTION_ARGUMENT =
      Pattern.compile("(?is)(--?[\\w.-]*" + NAME + "[\\w.-]*:).+");

  private static final Pattern BEFORE_SECRET =
      Pattern.compile("(?i)--?[\\w.-]*" + NAME + "[\\w.-]*");

  private Secrets() {}

  /** A text of arguments, or of anything else, without secrets. */
  public static String hiddenIn(String text) {
    String hidden = NAMED.matcher(withoutLogins(text)).replaceAll("$1" + HIDDEN);
    return OPTION.matcher(hidden).replaceAll("$1" + HIDDEN);
  }

  private static String withoutLogins(String text) {
    String hidden = LOGIN.matcher(text).replaceAll("$1" + HIDDEN + "@");
    return HEADER.matcher(hidden).replaceAll("$1" + HIDDEN);
  }

  /** Arguments without secrets. */
  static List<String> hiddenIn(List<String> arguments) {
    List<String> hidden = new ArrayList<>();
    boolean isSecret = false;
    for (String argument : arguments) {
      hidden.add(isSecret && !argument.startsWith("-") ? HIDDEN : hiddenInOne(argument));
      isSecret = BEFORE_SECRET.matcher(argument).matches();
    }
    return hidden;
  }

  private static String hiddenInOne(String argument) {
    String hidden = NAMED_ARGUMENT.matcher(argument).replaceAll("$1" + HIDDEN);
    hidden = OPTION_ARGUMENT.matcher(hidden).replaceAll("$1" + HIDDEN);
    return withoutLogins(hidden);
  }
}
