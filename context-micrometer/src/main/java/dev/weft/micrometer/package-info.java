/**
 * Lets thread-bound values follow Weft's tasks through Micrometer's context propagation, which has
 * accessors for SLF4J's MDC, for observations and traces, and for whatever else is registered.
 *
 * <p>Being on the class path or module path is enough.
 */
package dev.weft.micrometer;
