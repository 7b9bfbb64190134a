package org.musiclstm.plugin.run;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musiclstm.option.Option;
import org.musiclstm.option.OptionSet;

/** The fields of a goal that Maven has set, by the names of the options that they are. */
public final class OptionFields {
  private OptionFields() {}

  /**
   * The texts of the options that a goal has, of those that somebody has set.
   *
   * @param goal with a field of an option's name for each option that it has
   */
  public static Map<String, String> texts(Object goal, OptionSet options) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option<?> option : options.options()) {
      Object value = value(goal, option.name());
      if (value != null) {
        texts.put(option.name(), String.valueOf(value));
      }
    }
    return texts;
  }

  private static @Nullable Object value(Object goal, String name) {
    for (@Nullable Class<?> type = goal.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return value(goal, field);
        }
      }
    }
    return null;
  }

  private static @Nullable Object value(Object goal, Field field) {
    try {
      field.setAccessible(true);
      return field.get(goal);
    } catch (IllegalAccessException e) {
      throw new LinkageError("the option " + field.getName() + " cannot be read", e);
    }
  }
}
