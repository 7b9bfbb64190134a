package org.musiclstm.worker;

import java.nio.file.Path;

/**
 * A request to write a model as a file of another program.
 *
 * @param modelFile the model
 * @param exportFile where the zip goes that Deeplearning4j opens
 * @param threads how many threads do arithmetic, 1 or more
 */
public record ExportRequest(Path modelFile, Path exportFile, int threads) implements Request {}
