/**
 * Every statement and expression form of the language, with an await in each position of an
 * operand, for every type, in every kind of method: generated from the two lists in {@code
 * src/test/resources/grid}, and compared with the blocking oracle.
 */
package dev.weft.weaver.grid;
