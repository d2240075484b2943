/**
 * Java that a state-machine transformation must not change: the files of {@code
 * src/test/resources/traps}, each with the value that it must deliver.
 */
package dev.weft.weaver.traps;
