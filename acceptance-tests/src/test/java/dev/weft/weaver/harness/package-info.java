/**
 * Compiles test programs, weaves them, checks what came out, and runs them: woven on a loop, and
 * unwoven as blocking programs, which is the oracle.
 */
package dev.weft.weaver.harness;
