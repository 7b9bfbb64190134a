package org.musiclstm.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musiclstm.score.Part;

/**
 * Which channels play drums at which time, in tracks that play together: channel 10 of each port
 * does, unless the file says something else. What it says last counts, of these:
 *
 * <ul>
 *   <li>a program change, where its bank is one of drums (127 and 126 of XG, 120 of General MIDI 2)
 *       or of melody (121 of General MIDI 2). To a GS instrument, 127 and 126 are banks of the
 *       MT-32; so they are where nothing resets instruments, but banks are selected that only GS
 *       has. Others say nothing, but to an XG instrument that there are no drums, unless a message
 *       has said so;
 *   <li>a system exclusive message that makes a channel one of drums or of pitches;
 *   <li>a reset, after which all is as it is by default.
 * </ul>
 */
public final class DrumChannels {
  private static final int XG_KITS = 127;
  private static final int XG_EFFECT_KITS = 126;
  private static final int GM2_KITS = 120;
  private static final int GM2_MELODY = 121;
  private static final int LAST_BANK_OF_GS = 63;

  private final Map<Integer, NavigableMap<Long, Patch>> patches = new HashMap<>();
  private final Map<Integer, NavigableMap<Moment, Integer>> banks = new HashMap<>();

  /** By the first channel of their port. */
  private final Map<Integer, NavigableMap<Long, SetupMessage.Kind>> resets = new HashMap<>();

  private final Map<Integer, NavigableMap<Moment, Boolean>> modes = new HashMap<>();
  private boolean hasBanksOfGs;

  /** Listens to tracks that play at the same time. */
  public DrumChannels(List<ChannelEvents> tracks) {
    for (ChannelEvents events : tracks) {
      for (Patch patch : events.patches()) {
        of(patches, patch.channel()).put(patch.moment().tick(), patch);
      }
      for (ChannelEvents.BankSelect select : events.banks()) {
        of(banks, select.channel()).put(select.moment(), select.bank());
        hasBanksOfGs |= select.bank() > 0 && select.bank() <= LAST_BANK_OF_GS;
      }
      for (ChannelEvents.Setup setup : events.setups()) {
        SetupMessage message = setup.message();
        if (message.kind().isReset()) {
          of(resets, message.channel()).put(setup.moment().tick(), message.kind());
        } else {
          of(modes, message.channel())
              .put(setup.moment(), message.kind() == SetupMessage.Kind.DRUMS);
        }
      }
    }
  }

  private static <K extends Comparable<K>, V> NavigableMap<K, V> of(
      Map<Integer, NavigableMap<K, V>> maps, int channel) {
    return maps.computeIfAbsent(channel, any -> new TreeMap<>());
  }

  /** The program change that a note is played with: its own track's, else that of any other. */
  public Optional<Patch> patch(PlayedNote note) {
    if (note.patch() != null) {
      return Optional.of(note.patch());
    }
    return Optional.ofNullable(floor(patches.get(note.channel()), note.start()));
  }

  /** Whether a note is one of drums. */
  public boolean isDrums(PlayedNote note) {
    int channel = note.channel();
    long tick = note.start();
    Optional<Moment> said = Optional.empty();
    boolean isDrums = channel % ChannelEvents.CHANNELS == Part.DRUM_CHANNEL;
    NavigableMap<Moment, Boolean> ofChannel = modes.get(channel);
    Map.Entry<Moment, Boolean> mode =
        ofChannel == null ? null : ofChannel.floorEntry(new Moment(tick, Integer.MAX_VALUE));
    if (mode != null && isAfterReset(mode.getKey(), channel, tick)) {
      said = Optional.of(mode.getKey());
      isDrums = mode.getValue();
    }
    Optional<Patch> patch = patch(note);
    if (patch.isPresent()
        && isAfterReset(patch.get().moment(), channel, tick)
        && (said.isEmpty() || said.get().compareTo(patch.get().moment()) < 0)) {
      isDrums = byBank(patch.get(), said.isPresent()).orElse(isDrums);
    }
    return isDrums;
  }

  /** Whether no reset up to a tick comes after a moment; at one tick, resets come first. */
  private boolean isAfterReset(Moment moment, int channel, long tick) {
    NavigableMap<Long, SetupMessage.Kind> ofPort = resets.get(port(channel));
    Long reset = ofPort == null ? null : ofPort.floorKey(tick);
    return reset == null || moment.tick() >= reset;
  }

  private static int port(int channel) {
    return channel - channel % ChannelEvents.CHANNELS;
  }

  /**
   * What the bank of a program change says, if anything.
   *
   * @param isSaid whether a message has said what the channel is
   */
  private Optional<Boolean> byBank(Patch patch, boolean isSaid) {
    long tick = patch.moment().tick();
    int bank = patch.bank() == Patch.NO_BANK ? bankOfOthers(patch) : patch.bank();
    SetupMessage.Kind reset = floor(resets.get(port(patch.channel())), tick);
    return switch (bank) {
      case GM2_KITS -> Optional.of(true);
      case GM2_MELODY -> Optional.of(false);
      case XG_KITS, XG_EFFECT_KITS ->
          reset == SetupMessage.Kind.GS_RESET || (reset == null && hasBanksOfGs)
              ? Optional.empty()
              : Optional.of(true);
      case Patch.NO_BANK -> Optional.empty();
      default ->
          reset == SetupMessage.Kind.XG_RESET && !isSaid ? Optional.of(false) : Optional.empty();
    };
  }

  /** The bank that any track has selected for a program change of a track that selects none. */
  private int bankOfOthers(Patch patch) {
    long tick = patch.moment().tick();
    NavigableMap<Moment, Integer> ofChannel = banks.get(patch.channel());
    Map.Entry<Moment, Integer> select =
        ofChannel == null ? null : ofChannel.floorEntry(new Moment(tick, Integer.MAX_VALUE));
    return select == null || !isAfterReset(select.getKey(), patch.channel(), tick)
        ? Patch.NO_BANK
        : select.getValue();
  }

  private static <V> @Nullable V floor(@Nullable NavigableMap<Long, V> map, long tick) {
    Map.Entry<Long, V> entry = map == null ? null : map.floorEntry(tick);
    return entry == null ? null : entry.getValue();
  }
}
