package org.musiclstm.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.ChildJvm;

@Timeout(60)
class StopSignalTest {
  @TempDir Path folder;

  @Test
  void whoBeginsToListenWhenTheSignalHasComeIsAskedToStop() throws Exception {
    ChildJvm late =
        ChildJvm.start(
            folder.resolve("output.txt"), List.of(), ListensTooLate.class, folder.toString());

    late.exitCode();

    assertThat(late.output()).contains("asked: true");
  }

  /** Begins to listen while it ends. */
  static final class ListensTooLate {
    private ListensTooLate() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    StopSignal stop = new StopSignal();
                    stop.listen(Path.of(arguments[0]));
                    System.out.println("asked: " + stop.getAsBoolean());
                  }));
    }
  }
}
