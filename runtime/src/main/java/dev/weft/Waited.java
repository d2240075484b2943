package dev.weft;

import java.util.Set;

/**
 * What {@link Weft#waitAll} has found, in the order of its arguments.
 *
 * @param <F> the type of the futures
 * @param done those that are done
 * @param pending those that are not
 */
public record Waited<F>(Set<F> done, Set<F> pending) {}
