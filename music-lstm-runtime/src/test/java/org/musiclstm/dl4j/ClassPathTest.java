package org.musiclstm.dl4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musiclstm.InputException;

class ClassPathTest {
  @TempDir Path folder;

  private Path whole;

  @BeforeEach
  void putJar() throws IOException {
    whole = Files.write(folder.resolve("whole.jar"), jar(""));
  }

  /** A jar with nothing but a manifest. */
  private static byte[] jar(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.finish();
    }
    return bytes.toByteArray();
  }

  private static ClassPath classPath(Path... files) {
    return new ClassPath(
        Stream.of(files).map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
  }

  private static void refused(ClassPath classPath, Path damaged) {
    assertThatThrownBy(() -> classPath.check(damaged.getFileName().toString()::equals))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The engine dl4j needs the file " + damaged + ", which is damaged")
        .hasMessageEndingWith(
            "Delete it, so that Maven downloads it anew, and run the build again.");
    assertThatCode(() -> classPath.check("another.jar"::equals)).doesNotThrowAnyException();
  }

  @Test
  void whatIsNoZipIsNamed() throws IOException {
    byte[] content = Files.readAllBytes(whole);
    Path damaged = folder.resolve("damaged one.jar");
    for (byte[] bytes :
        List.of(
            new byte[0],
            "<html>an error of a proxy</html>".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(content, content.length - 1),
            Arrays.copyOf(content, content.length / 2))) {
      Files.write(damaged, bytes);

      refused(classPath(whole, folder, damaged), damaged);
    }
  }

  @Test
  void whatCannotBeOpenedIsNotCalledDamaged() throws IOException {
    assumeTrue(
        whole.toFile().setReadable(false) && !Files.isReadable(whole), "it can be forbidden");

    assertThatThrownBy(() -> classPath(whole).check("whole.jar"::equals))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "The engine dl4j needs the file " + whole + ", which cannot be opened (")
        .hasMessageEndingWith("). Make it readable, and run the build again.");
  }

  @Test
  void whatAManifestNamesIsLookedAtToo() throws IOException {
    Path damaged = Files.writeString(folder.resolve("so groß.jar"), "no zip");
    Path nested = folder.resolve("nested.jar");
    Files.write(nested, jar("whole.jar nested.jar so%20gro%C3%9F.jar"));
    Path outer = folder.resolve("outer.jar");
    Files.write(outer, jar("http://localhost/a.jar :: " + nested.toUri().toASCIIString()));

    refused(classPath(outer), damaged);
  }

  @Test
  void aWholeClassPathAndWhatIsNotThereArePassedOver() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no zip");

    assertThatCode(
            () ->
                classPath(whole, folder.resolve("notes.txt"), folder.resolve("none.jar"))
                    .check(name -> true))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClassPath.ofThisJvm().check(name -> true)).doesNotThrowAnyException();
  }
}
