/** Writes the woven method, its stub and its state-machine class, as a plan says. */
package dev.weft.weaver.emit;
