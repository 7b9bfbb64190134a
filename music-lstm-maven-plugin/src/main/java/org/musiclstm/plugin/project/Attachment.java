package org.musiclstm.plugin.project;

import java.nio.file.Path;

/**
 * A file that can be attached to the project.
 *
 * @param file the file
 * @param classifier the classifier under which it is attached
 * @param classifierParameter the parameter that sets the classifier
 * @param isWanted whether it is to be attached
 */
public record Attachment(
    Path file, String classifier, String classifierParameter, boolean isWanted) {}
