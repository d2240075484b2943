/**
 * What the weaver needs to know of a class file: which methods are async, where they await, the
 * types, liveness and loops at every instruction. Reads, never changes.
 */
package dev.weft.weaver.analysis;
