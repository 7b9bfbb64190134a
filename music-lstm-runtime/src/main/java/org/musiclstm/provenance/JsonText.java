package org.musiclstm.provenance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.musiclstm.Decimal;
import org.musiclstm.Stop;
import org.musiclstm.StoppedException;

/** Values as JSON for people and other programs: indented, and the same bytes everywhere. */
public final class JsonText {
  /** Refuses what it does not know and what is missing. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .defaultPrettyPrinter(prettyPrinter())
          .build();

  private JsonText() {}

  /**
   * A value as a text in UTF-8 that ends with a line feed. It may hold no double or float, of which
   * the digits depend on the JDK: see {@link Decimal}.
   *
   * @throws JsonProcessingException when the value has no form as JSON
   */
  public static byte[] of(Object value) throws JsonProcessingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // Through a writer, which writes characters beyond the first 65536 as such.
      MAPPER.writeValue(new OutputStreamWriter(Stop.looking(bytes), StandardCharsets.UTF_8), value);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof StoppedException stopped) {
        throw stopped;
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** Line feeds on every operating system. */
  private static DefaultPrettyPrinter prettyPrinter() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }
}
