/**
 * What the user may not write, one class per rule, and how it is said.
 *
 * <p>{@link dev.weft.processor.check.SourceChecks} walks the attributed tree of a class once and
 * shows every tree to the {@link dev.weft.processor.check.Check}s that asked for its kind. {@link
 * dev.weft.processor.check.AsyncModel} knows what is async; {@link
 * dev.weft.processor.check.Diagnostics} prints.
 *
 * <p>The compiler's thread only.
 */
package dev.weft.processor.check;
