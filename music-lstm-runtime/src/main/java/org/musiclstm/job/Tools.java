package org.musiclstm.job;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.musiclstm.exchange.EventLog;
import org.musiclstm.kernel.Kernel;
import org.musiclstm.kernel.Workers;

/**
 * What a job works with.
 *
 * @param kernel does the arithmetic
 * @param workers the threads that it does it on
 * @param events where the job says how far it is
 * @param stop whether the job is asked to stop
 * @param nanoTime the clock that progress is measured with
 */
public record Tools(
    Kernel kernel, Workers workers, EventLog events, BooleanSupplier stop, LongSupplier nanoTime) {}
