package org.musiclstm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musiclstm.InputException;
import org.musiclstm.score.Part;
import org.musiclstm.score.Score;

class PartsTextTest {
  private static List<PartEncoding> parse(String text) {
    return PartsText.parse(text, Planes.SOUNDING_ONSET_VELOCITY, 21, 108);
  }

  private static Part part(String name, int channel, int program) {
    return new Part(name, channel, program, List.of());
  }

  @Test
  void partsAreNamedWithWhatTheyTake() {
    List<PartEncoding> parts =
        parse("melody: programs 73-80; bass: programs 32-39, pitches 28-60;\n  drums");

    assertThat(parts).extracting(PartEncoding::name).containsExactly("melody", "bass", "drums");
    assertThat(parts.get(0))
        .returns(21, PartEncoding::lowestPitch)
        .returns(108, PartEncoding::highestPitch)
        .returns(Planes.SOUNDING_ONSET_VELOCITY, PartEncoding::planes)
        .returns(0, PartEncoding::channel)
        .returns(PartEncoding.TYPICAL_PROGRAM, PartEncoding::program);
    assertThat(parts.get(1))
        .returns(28, PartEncoding::lowestPitch)
        .returns(60, PartEncoding::highestPitch)
        .returns(1, PartEncoding::channel);
    assertThat(parts.get(2))
        .returns(true, PartEncoding::isDrums)
        .returns(Planes.ONSET_VELOCITY, PartEncoding::planes)
        .returns(Part.DRUM_CHANNEL, PartEncoding::channel);
    Encoding encoding = new Encoding(Grid.beats(4), false, parts);
    assertThat(encoding.partOf(part("", 5, 73))).isZero();
    assertThat(encoding.partOf(part("", 5, 39))).isEqualTo(1);
    assertThat(encoding.partOf(part("", Part.DRUM_CHANNEL, 35))).isEqualTo(2);
    assertThat(encoding.partOf(part("", 5, 40))).isEqualTo(-1);
  }

  @Test
  void theFirstPartThatChoosesANoteTakesItAndRestTakesWhatIsLeft() {
    Encoding encoding =
        new Encoding(
            Grid.beats(4),
            false,
            parse(
                "rest; left: tracks \"*left hand\" L?, channels 1-4 6; strings: programs 40-51,"
                    + " planes sounding, program 48, channel 7"));

    assertThat(encoding.partOf(part("The LEFT HAND", 3, 0))).isEqualTo(1);
    assertThat(encoding.partOf(part("lh", 5, 48))).isEqualTo(1);
    assertThat(encoding.partOf(part("left hand", 4, 48))).isEqualTo(2);
    assertThat(encoding.partOf(part("left hands", 3, 0))).isZero();
    assertThat(encoding.partOf(part("", Part.DRUM_CHANNEL, 0))).isEqualTo(-1);
    assertThat(encoding.parts().get(2))
        .returns(Planes.SOUNDING, PartEncoding::planes)
        .returns(48, PartEncoding::program)
        .returns(6, PartEncoding::channel);
  }

  @Test
  void whatIsSaidToBeDrumsIsDrumsToAllParts() {
    Encoding encoding =
        new Encoding(
            Grid.beats(4),
            false,
            parse(
                "low: channels 1-4; rest; kit: drum-channels 4 11-12, drum-tracks ezdrum*"
                    + " \"My Kit\""));
    Score score =
        new Score(
            4,
            List.of(
                part("", 0, 0),
                part("", 3, 0),
                part("EZdrummer", 1, 0),
                new Part("", "my kit", 6, 0, List.of()),
                part("My Kits", 6, 0),
                part("", 10, 0),
                part("", Part.DRUM_CHANNEL, 0)),
            List.of(),
            List.of(),
            0);

    Score heard = encoding.heard(score);

    assertThat(heard.parts())
        .extracting(Part::isDrums)
        .containsExactly(false, true, true, true, false, true, true);
    assertThat(heard.parts()).extracting(encoding::partOf).containsExactly(0, 2, 2, 2, 1, 2, 2);
    assertThat(encoding.heard(heard)).isEqualTo(heard);
    assertThat(Encoding.DEFAULT.heard(score)).isSameAs(score);
  }

  @Test
  void whatIsSaidToBeDrumsIsWrittenAsItIsRead() {
    List<PartEncoding> parts =
        parse("drums: drums, drum-channels 4 11-12, drum-tracks a* \"b c\"; low: programs 3; rest");

    assertThat(parts.get(0))
        .hasToString(
            "drums: drums, drum-channels 4 11-12, drum-tracks a* \"b c\", planes onset velocity,"
                + " channel 10");
    String text = parts.stream().map(PartEncoding::toString).collect(Collectors.joining("; "));
    assertThat(parse(text)).isEqualTo(parts);
    // No pitched part is written on a channel that songs are said to have drums on.
    assertThat(parse("a: programs 1; b: programs 2; c: drum-channels 1 3"))
        .extracting(PartEncoding::channel)
        .containsExactly(1, 3, 9);
  }

  @Test
  void partsAreWrittenOnChannelsThatTheyTakeNotesFrom() {
    List<PartEncoding> parts =
        parse("a: programs 1; b: channels 1-2; c: channels 2; d: rest; e: programs 2, channel 3");

    assertThat(parts).extracting(PartEncoding::channel).containsExactly(3, 0, 1, 4, 2);
  }

  @Test
  void whatIsWrittenIsReadAsTheSameParts() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Encoding encoding = RandomTensors.encoding(random);
      if (encoding.parts().get(0).name().isEmpty()) {
        continue;
      }
      String text =
          encoding.parts().stream().map(PartEncoding::toString).collect(Collectors.joining("; "));

      assertThat(PartsText.parse(text, Planes.SOUNDING, 3, 4)).isEqualTo(encoding.parts());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "melody                        | 1 (melody) | has to say which notes it takes",
        "melody: progams 3             | 9 (progams) | a clause begins with",
        "a: programs 3; b: programs 1x | 28 (1x) | numbers from 0 to 127",
        "a: programs 128               | 13 (128) | numbers from 0 to 127",
        "a: programs 9-3               | 13 (9-3) | numbers from 0 to 127",
        "a: channels 0                 | 13 (0) | numbers from 1 to 16",
        "a: channels 1 10              | 15 (10) | channel 10 has the drums",
        "a: programs                   | 4 (programs) | here something has to follow",
        "a: programs 3, programs 4     | 16 (programs) | has such a clause already",
        "a: programs 3; a: programs 4  | 16 (a) | another part is called that",
        "drums; kit: drums             | 8 (kit) | another part has the drums already",
        "rest; a: rest                 | 7 (a) | another part has the rest already",
        "a: drums, programs 3          | 1 (a) | without other choices",
        "a: drum-channels 3, tracks x  | 1 (a) | without other choices",
        "a: drum-channels 0            | 18 (0) | numbers from 1 to 16",
        "a: drum-tracks                | 4 (drum-tracks) | here something has to follow",
        "a: drums; b: drum-channels 3  | 11 (b) | another part has the drums already",
        "a: channels 3; b: drum-channels 2-4 | 1 (a) | its channels have drums",
        "drums: drums, pitches 3-4     | 15 (pitches) | drum classes",
        "drums: drums, channel 3       | 23 (3) | channel 10",
        "a: rest, channel 10           | 18 (10) | but not 10",
        "a: programs 3 channel 4       | 15 (channel) | numbers from 0 to 127",
        "a: rest, planes onset         | 17 (onset) | the planes of pitches are",
        "a: rest, program 3-4          | 18 (3-4) | this is one number",
        "a: rest, pitches 3-4 5-6      | 22 (5-6) | only one can be reported",
        "a: rest 3                     | 9 (3) | nothing follows rest",
        "a: rest b: drums              | 9 (b) | nothing follows rest",
        "a b: rest                     | 3 (b) | stands in double quotes",
        "a: tracks \"x y                 | 11 (\") | no quote ends it",
        "; a: rest                     | 1 (;) | the name of a part",
        "a: rest;; drums               | 9 (;) | the name of a part",
        "a: rest, channel 1; b: programs 3, channel 1 | 21 (b) | written on its channel"
      })
  void mistakesAreReportedWithTheirPlace(String text, String place, String reason) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The option parts has a mistake at character " + place + ":")
        .hasMessageContaining(reason);
  }

  @Test
  void nothingIsNoPart() {
    assertThatThrownBy(() -> parse(" "))
        .hasMessageStartingWith("The option parts has a mistake at character 1, its end:");
    assertThat(parse("a: rest;")).hasSize(1);
  }

  @Test
  void aNamePatternThatFitsInManyWaysIsNoLongWork() {
    String name = "a".repeat(5000);

    assertThat(NoteSelection.matches("*a".repeat(50) + "*b", name)).isFalse();
    assertThat(NoteSelection.matches("*a".repeat(50) + "*", name)).isTrue();
    assertThat(NoteSelection.matches("", "")).isTrue();
    assertThat(NoteSelection.matches("?", "")).isFalse();
  }

  @Test
  void moreFeaturesThanANetworkHasAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 15; n++) {
      text.append("part").append(n).append(": programs ").append(n).append(", pitches 0-127; ");
    }

    assertThatThrownBy(() -> new Encoding(Grid.beats(4), false, parse(text.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("5760 values a step");
  }
}
