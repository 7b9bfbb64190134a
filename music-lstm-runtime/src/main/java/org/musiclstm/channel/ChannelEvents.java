package org.musiclstm.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a track says on its channels, in its order. Channels are counted on over the ports that the
 * file is to be played on: 0 to 15 are those of port 0, 16 to 31 those of port 1.
 */
public final class ChannelEvents {
  /** How many channels a port has. */
  public static final int CHANNELS = 16;

  /** The controller that selects a bank. */
  public static final int BANK_SELECT = 0;

  private static final int SUSTAIN_PEDAL = 64;
  private static final int ALL_SOUND_OFF = 120;
  private static final int RESET_CONTROLLERS = 121;
  private static final int ALL_NOTES_OFF = 123;
  private static final int DOWN = 64;

  /** The sustain pedal of a channel goes down or up. */
  public record PedalMove(Moment moment, int channel, boolean isDown) {}

  /** All notes of a channel end. */
  record Silence(Moment moment, int channel) {}

  record BankSelect(Moment moment, int channel, int bank) {}

  record Setup(Moment moment, SetupMessage message) {}

  private final int track;
  private long end;
  private final Map<Integer, List<KeyEvent>> keys = new HashMap<>();
  private final Map<Integer, Patch> patchOfChannel = new HashMap<>();
  private final Map<Integer, BankSelect> bankOfChannel = new HashMap<>();
  private final List<Patch> patches = new ArrayList<>();
  private final List<BankSelect> banks = new ArrayList<>();
  private final List<Setup> setups = new ArrayList<>();
  private final List<PedalMove> pedalMoves = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();

  /** Of the track with a number. */
  public ChannelEvents(int track) {
    this.track = track;
  }

  /** The number of the track, counted from 1. */
  int track() {
    return track;
  }

  /** The tick of the track's end. */
  long end() {
    return end;
  }

  /** Says at which tick the track ends. */
  public void endsAt(long tick) {
    end = tick;
  }

  /** The number of a pitch on a channel. */
  public static int key(int channel, int pitch) {
    return (channel << 7) | pitch;
  }

  /** The channel of a number that {@link #key(int, int)} made. */
  public static int channelOf(int key) {
    return key >> 7;
  }

  /** The pitch of a number that {@link #key(int, int)} made. */
  public static int pitchOf(int key) {
    return key & 0x7F;
  }

  /** A note begins, or ends where the velocity is 0. */
  public void key(long tick, int offset, int channel, int pitch, int velocity) {
    keys.computeIfAbsent(key(channel, pitch), key -> new ArrayList<>(4))
        .add(new KeyEvent(track, tick, offset, velocity, patchOfChannel.get(channel)));
  }

  /** A channel changes its program. */
  public void program(Moment moment, int channel, int program) {
    BankSelect bank = bankOfChannel.get(channel);
    Patch patch = new Patch(moment, channel, program, bank == null ? Patch.NO_BANK : bank.bank());
    patches.add(patch);
    patchOfChannel.put(channel, patch);
  }

  /** A controller of a channel moves. */
  public void control(Moment moment, int channel, int controller, int value) {
    if (controller == BANK_SELECT) {
      BankSelect select = new BankSelect(moment, channel, value);
      banks.add(select);
      bankOfChannel.put(channel, select);
    } else if (controller == SUSTAIN_PEDAL) {
      pedalMoves.add(new PedalMove(moment, channel, value >= DOWN));
    } else if (controller == ALL_SOUND_OFF || controller == RESET_CONTROLLERS) {
      pedalMoves.add(new PedalMove(moment, channel, false));
    }
    if (controller == ALL_SOUND_OFF || (controller >= ALL_NOTES_OFF && controller < 0x80)) {
      silences.add(new Silence(moment, channel));
    }
  }

  /** An instrument is set up; a reset undoes the banks that were selected before its tick. */
  public void setup(Moment moment, SetupMessage message) {
    setups.add(new Setup(moment, message));
    if (message.kind().isReset()) {
      bankOfChannel
          .values()
          .removeIf(
              bank ->
                  bank.channel() - bank.channel() % CHANNELS == message.channel()
                      && bank.moment().tick() < moment.tick());
    }
  }

  /** Whether it says nothing that notes could depend on. */
  public boolean isEmpty() {
    return keys.isEmpty()
        && patches.isEmpty()
        && banks.isEmpty()
        && setups.isEmpty()
        && pedalMoves.isEmpty()
        && silences.isEmpty();
  }

  /** What each key of each channel does, in any order of the keys. */
  Map<Integer, List<KeyEvent>> keys() {
    return keys;
  }

  List<Patch> patches() {
    return patches;
  }

  List<BankSelect> banks() {
    return banks;
  }

  List<Setup> setups() {
    return setups;
  }

  /** How the sustain pedals move, in order. */
  public List<PedalMove> pedalMoves() {
    return pedalMoves;
  }

  List<Silence> silences() {
    return silences;
  }
}
