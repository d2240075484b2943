/**
 * A grammar-based fuzzer: random well-formed async methods, woven and run with futures that are
 * ready or not, against the same methods with blocking awaits; what differs is shrunk.
 */
package dev.weft.weaver.fuzz;
