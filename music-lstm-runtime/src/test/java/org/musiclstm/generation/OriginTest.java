package org.musiclstm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.midi.MidiReader;
import org.musiclstm.midi.MidiWriter;
import org.musiclstm.model.ModelFile;
import org.musiclstm.network.EngineName;
import org.musiclstm.score.Score;

class OriginTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final Origin PLAIN = Origins.of(HASH, 1, 1, 0);

  private static byte[] midi(String... texts) {
    return MidiWriter.write(new Score(24, List.of(), List.of(), List.of(), 96), List.of(texts));
  }

  /** Origins of whatever options there are. */
  private static Origin random(Random random) {
    boolean alone = random.nextBoolean();
    int together = alone ? 1 : 1 + random.nextInt(10_000);
    String[] names = {"none", "a \"b\"\\c\n\u0007.mid", "Übung ♯ 𝄞.mid", "", "primer, seed 3"};
    String[] tempos = {"typical", "96", "66.6667", "4"};
    String[] keys = {"as generated", "C major", "Eb minor", "F# minor"};
    return new Origin(
        ModelFile.FORMAT,
        HASH,
        "ab".repeat(32),
        alone ? EngineName.JVM : EngineName.DL4J,
        together,
        random.nextLong(),
        1 + random.nextInt(alone ? Integer.MAX_VALUE : together),
        PieceForm.DEFAULT
            .with(PieceForm.BARS, 1 + random.nextInt(10_000))
            .with(PieceForm.LENGTH, random.nextBoolean() ? "auto" : "bars")
            .with(PieceForm.TEMPO, tempos[random.nextInt(tempos.length)])
            .with(PieceForm.METRE, random.nextBoolean() ? "typical" : "7/8")
            .with(PieceForm.KEY, keys[random.nextInt(keys.length)]),
        random.nextInt(23) - 11,
        Sampling.DEFAULT
            .with(Sampling.TEMPERATURE, 0.001 + random.nextDouble() * 9)
            .with(
                Sampling.MIN_PROBABILITY,
                random.nextDouble() * 0.9 * Math.pow(10, -random.nextInt(12)))
            .with(Sampling.DENSITY, 0.01 + random.nextDouble() * 99)
            .with(Sampling.MAX_NOTES, random.nextInt(129))
            .with(Sampling.LONGEST_DRONE, random.nextInt(10_001))
            .with(Sampling.LONGEST_SILENCE, random.nextInt(10_001)),
        random.nextBoolean()
            ? Origin.Heard.NOTHING
            : new Origin.Heard(
                names[random.nextInt(names.length)], "cd".repeat(32), 1 + random.nextInt(10_000)));
  }

  @Test
  void anOriginIsReadFromTheFileAsItWasWritten() {
    Random random = new Random(3);
    for (int n = 0; n < 2000; n++) {
      Origin origin = random(random);

      String text = origin.text();

      assertThat(text).matches("[ -~]*");
      assertThat(Origin.parse(text)).contains(origin);
      assertThat(Origin.of(midi("by hand", text), "x")).isEqualTo(origin);
    }
  }

  @Test
  void numbersHaveOneTextWhateverTheyWereWrittenAs() {
    Origin origin =
        new Origin(
            ModelFile.FORMAT,
            HASH,
            HASH,
            EngineName.JVM,
            1,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            PieceForm.DEFAULT.with(PieceForm.TEMPO, "96.50").with(PieceForm.KEY, "Db major"),
            0,
            Sampling.DEFAULT
                .with(Sampling.TEMPERATURE, 0.1 + 0.2)
                .with(Sampling.MIN_PROBABILITY, 1e-9)
                .with(Sampling.DENSITY, 100.0)
                .with(Sampling.LONGEST_DRONE, 0)
                .with(Sampling.LONGEST_SILENCE, 0),
            Origin.Heard.NOTHING);

    assertThat(origin.text())
        .contains(
            "\"seed\":-9223372036854775808,\"piece\":2147483647,",
            "\"tempo\":\"96.5\"",
            "\"key\":\"C# major\"",
            "\"temperature\":0.30000000000000004,\"minProbability\":0.000000001,\"density\":100,");
  }

  @Test
  void everyOptionThatDecidesBytesIsInTheText() {
    List<Origin> origins = new ArrayList<>(List.of(PLAIN));
    PieceForm form = PLAIN.form();
    for (PieceForm other :
        List.of(
            form.with(PieceForm.BARS, 17),
            form.with(PieceForm.LENGTH, "auto"),
            form.with(PieceForm.TEMPO, "99"),
            form.with(PieceForm.METRE, "3/4"),
            form.with(PieceForm.KEY, "D minor"))) {
      origins.add(with(other, PLAIN.sampling()));
    }
    for (Sampling other :
        List.of(
            Sampling.DEFAULT.with(Sampling.TEMPERATURE, 0.9),
            Sampling.DEFAULT.with(Sampling.MIN_PROBABILITY, 1e-3),
            Sampling.DEFAULT.with(Sampling.DENSITY, 2.0),
            Sampling.DEFAULT.with(Sampling.MIN_NOTES, 1),
            Sampling.DEFAULT.with(Sampling.MAX_NOTES, 1),
            Sampling.DEFAULT.with(Sampling.LONGEST_DRONE, 9),
            Sampling.DEFAULT.with(Sampling.LONGEST_SILENCE, 5))) {
      origins.add(with(form, other));
    }
    origins.add(Origins.of("1" + HASH.substring(1), 1, 1, 0));
    origins.add(Origins.of(HASH, 2, 1, 0));
    origins.add(Origins.of(HASH, 1, 2, 0));
    origins.add(Origins.primed(PLAIN, "none"));
    origins.add(Origins.primed(PLAIN, "other"));

    assertThat(origins.stream().map(Origin::text).distinct()).hasSameSizeAs(origins);
    // Pieces do not depend on how many others there are, a primer that is silence has no bars, and
    // the seed is that of the candidate which was kept.
    List<String> elsewhere = List.of("pieces", "candidates", "primerBars");
    assertThat(PLAIN.values().keySet())
        .containsAll(
            GenerationOptions.DEFAULT.decisive().keySet().stream()
                .filter(name -> !elsewhere.contains(name))
                .toList());
  }

  private static Origin with(PieceForm form, Sampling sampling) {
    return new Origin(
        PLAIN.format(),
        PLAIN.model(),
        PLAIN.learnt(),
        PLAIN.engine(),
        PLAIN.together(),
        PLAIN.seed(),
        PLAIN.piece(),
        form,
        PLAIN.semitones(),
        sampling,
        PLAIN.primer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seed\":1 | \"seed\":99999999999999999999",
        "\"seed\":1 | \"seed\":1.5",
        "\"seed\":1 | \"seed\":\"1\"",
        "\"seed\":1 | \"seed\":null",
        "\"seed\":1, | ''",
        "\"seed\":1 | \"seed\":1,\"seed\":1",
        "\"seed\":1 | \"seed\":1,\"other\":1",
        "\"piece\":1 | \"piece\":0",
        "\"piece\":1 | \"piece\":2147483648",
        "\"bars\":16 | \"bars\":10001",
        "\"bars\":16 | \"bars\":[[[[16]]]]",
        "\"length\":\"bars\" | \"length\":\"long\"",
        "\"temperature\":0.8 | \"temperature\":1e999999999",
        "\"temperature\":0.8 | \"temperature\":NaN",
        "\"tempo\":\"typical\" | \"tempo\":\"1e9\"",
        "\"engine\":\"jvm\" | \"engine\":\"other\"",
        "\"engine\":\"jvm\" | \"engine\":\"dl4j\"",
        "\"engine\":\"jvm\" | \"engine\":\"jvm\",\"pieces\":8",
        "\"model\":\"0123 | \"model\":\"../0123",
        "\"movedUpBy\":0 | \"movedUpBy\":500",
        "\"primer\":\"none\" | \"primer\":\"song.mid\"",
        "\"primer\":\"none\" | \"primer\":\"none\",\"primerSha256\":\"x\",\"primerBars\":4",
        "\"primer\":\"none\"} | \"primer\":\"none\"",
        "\"primer\":\"none\"} | \"primer\":\"none\"}}",
        "Generated by music-lstm: { | Generated by music-lstm: [{"
      })
  void whatIsNotQuiteAnOriginIsNone(String part, String instead) {
    String text = PLAIN.text();
    assertThat(text).contains(part);
    String other = text.replace(part, instead);

    assertThat(Origin.parse(other)).isEmpty();
    assertThatThrownBy(() -> Origin.of(midi(other), "x.mid"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("x.mid does not say where it came from in the way of this version");
  }

  @Test
  void anyTextIsReadOrRefusedWithASentence() {
    Random random = new Random(4);
    byte[] good = PLAIN.text().getBytes(StandardCharsets.US_ASCII);
    for (int n = 0; n < 3000; n++) {
      byte[] bytes = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
      }
      byte[] file = midi(new String(bytes, StandardCharsets.US_ASCII));
      try {
        Origin.of(file, "x.mid");
      } catch (InputException e) {
        assertThat(e).hasMessageStartingWith("x.mid ").hasMessageEndingWith(".");
      }
    }
    String deep = "Generated by music-lstm: " + "[".repeat(50_000);
    assertThat(Origin.parse(deep)).isEmpty();
    String longText = PLAIN.text().replace("\"none\"", "\"" + "n".repeat(200_000) + "\"");
    assertThat(Origin.parse(longText)).isEmpty();
  }

  @Test
  void whoMadeAPieceWithoutAnOriginOrOfAnotherFormatIsSaid() {
    assertThatThrownBy(() -> Origin.of(midi(), "x.mid"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("x.mid does not say where it came from: either music-lstm did not")
        .hasMessageEndingWith("Take the file as generate wrote it.");
    String later =
        PLAIN
            .text()
            .replace("\"format\":" + ModelFile.FORMAT, "\"format\":999,\"something new\":[1]");
    assertThatThrownBy(() -> Origin.of(midi(later), "x.mid"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "x.mid was made by a version of music-lstm of format 999, and this one is of format "
                + ModelFile.FORMAT);
    assertThatThrownBy(
            () ->
                Origin.of(
                    midi("Generated by music-lstm: model x, seed 1, piece 2, primer none"), "x"))
        .hasMessageContaining("an earlier version made it, or someone has changed its text");
    assertThatThrownBy(() -> Origin.of(new byte[] {1, 2}, "x.mid"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("x.mid");
  }

  @Test
  void aNameThatIsTooLongToBeReadAgainIsRefused() {
    assertThatThrownBy(() -> Origins.primed(PLAIN, "n".repeat(10_001)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The name of the primer has 10001 characters");
    Origin longest = Origins.primed(PLAIN, "♯".repeat(10_000));
    assertThat(Origin.parse(longest.text())).contains(longest);
    assertThat(MidiReader.read(midi(longest.text()), "x").texts()).containsExactly(longest.text());
  }

  @Test
  void whatHasNoInfluenceIsNotSaid() {
    Map<String, Object> values = new LinkedHashMap<>(PLAIN.values());

    assertThat(values.keySet()).doesNotContain("pieces", "primerSha256", "primerBars");
  }
}
