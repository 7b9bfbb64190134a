package org.musiclstm.dl4j;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Class loaders of the tests' class path, without some of its jars. */
final class JarsLeftOut {
  private JarsLeftOut() {}

  /** All classes but those of Deeplearning4j, ND4J and its native libraries. */
  static URLClassLoader ofDeeplearning4j() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Stream.of("nd4j", "deeplearning4j", "bytedeco").noneMatch(entry::contains)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
