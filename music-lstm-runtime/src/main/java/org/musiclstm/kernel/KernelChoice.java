package org.musiclstm.kernel;

import java.util.Optional;

/**
 * The kernel that a JVM runs, and why it is a slow one.
 *
 * @param kernel the kernel
 * @param remark a sentence for people who wonder why it is slow; nothing where the vector kernel
 *     runs and, as far as is known, the processor has instructions for it
 */
public record KernelChoice(Kernel kernel, Optional<String> remark) {}
