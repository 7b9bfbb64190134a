package org.musiclstm.it;

import java.io.IOException;
import java.nio.file.Path;

/** File systems that are mounted for a while, which only root may do. */
final class Mounts {
  private Mounts() {}

  /** Has a folder take so much and no more; whether that is possible here. */
  static boolean small(Path folder, String size) throws InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
  }

  /** Has nobody write to a folder, not even root; whether that is possible here. */
  static boolean readOnly(Path folder) throws InterruptedException {
    if (!run("mount", "--bind", folder.toString(), folder.toString())) {
      return false;
    }
    boolean isReadOnly = run("mount", "-o", "remount,ro,bind", folder.toString());
    if (!isReadOnly) {
      remove(folder);
    }
    return isReadOnly;
  }

  /** Ends it; whether that was possible. */
  static boolean remove(Path folder) throws InterruptedException {
    return run("umount", folder.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }
}
