package org.musiclstm.plugin;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.musiclstm.InputException;
import org.musiclstm.plugin.console.VisibleLog;
import org.musiclstm.plugin.project.MavenBuild;
import org.musiclstm.plugin.run.Failure;
import org.musiclstm.provenance.Fingerprint;
import org.musiclstm.sharing.ByteSize;
import org.musiclstm.sharing.ModelCache;

/** Lists the models and checkpoints that are kept for later builds, and removes them on request. */
@Mojo(name = "cache", requiresProject = false, aggregator = true, threadSafe = true)
public final class CacheMojo extends AbstractMojo {
  private static final String ALL = "all";

  // When something was used is for the reader of the log, and stands in no file.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  /**
   * The folder of the cache, relative ones from the root of the whole build on; .cache/music-lstm
   * of Maven's local repository if none is given.
   */
  @Parameter(property = "music-lstm.cacheDirectory")
  private @Nullable String cacheDirectory;

  /**
   * What is removed: all, or the entry with a fingerprint that begins so. Nothing when it is not
   * given.
   */
  @Parameter(property = "music-lstm.clear")
  private @Nullable String clear;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Override
  public void execute() throws MojoFailureException {
    setLog(new VisibleLog(getLog()));
    try {
      ModelCache cache = new ModelCache(MavenBuild.cacheDirectory(session, cacheDirectory));
      if (clear == null) {
        list(cache);
      } else {
        remove(cache, clear.strip());
      }
    } catch (InputException e) {
      throw Failure.of(e);
    } catch (IOException e) {
      throw Failure.of("The cache cannot be used: " + e + ". Make it readable.", e);
    }
  }

  private void list(ModelCache cache) throws IOException {
    List<ModelCache.Entry> entries = cache.entries();
    for (ModelCache.Entry entry : entries) {
      getLog().info(line(entry));
    }
    long bytes = entries.stream().mapToLong(ModelCache.Entry::bytes).sum();
    getLog()
        .info(
            entries.isEmpty()
                ? "Nothing is kept in " + cache.directory()
                : entries.size()
                    + (entries.size() == 1 ? " entry, " : " entries, ")
                    + ByteSize.text(bytes)
                    + " in "
                    + cache.directory()
                    + "; to remove them, set music-lstm.clear to all or to one of the names.");
  }

  private static String line(ModelCache.Entry entry) {
    return Fingerprint.shortened(entry.fingerprint())
        + (entry.finished() ? "  model       " : "  checkpoint  ")
        + String.format(Locale.ROOT, "%10s", ByteSize.text(entry.bytes()))
        + "  last used "
        + TIME.format(entry.lastUsed());
  }

  private void remove(ModelCache cache, String which) throws IOException {
    List<ModelCache.Entry> chosen =
        cache.entries().stream()
            .filter(entry -> which.equals(ALL) || entry.fingerprint().startsWith(which))
            .toList();
    if (which.isEmpty() || (chosen.isEmpty() && !which.equals(ALL))) {
      throw InputException.option(
          "clear", which, "all, or the beginning of a fingerprint that music-lstm:cache lists");
    }
    for (ModelCache.Entry entry : chosen) {
      if (cache.remove(entry.fingerprint())) {
        getLog().info("Removed: " + line(entry));
      } else {
        getLog().warn("In use, so not removed: " + line(entry));
      }
    }
    if (chosen.isEmpty()) {
      getLog().info("Nothing is kept in " + cache.directory());
    }
  }
}
