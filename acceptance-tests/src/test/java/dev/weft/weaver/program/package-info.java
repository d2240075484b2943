/**
 * What the programs under test call: futures to await, a journal of events, values that no compiler
 * can fold.
 *
 * <p>Nothing here names a Weft type, so that the same compiled program runs woven on a loop and,
 * unwoven, against the blocking stand-ins of {@code src/test/resources/blocking}.
 */
package dev.weft.weaver.program;
