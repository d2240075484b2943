/** Tells javac's users that the Weft processor is missing. */
package dev.weft.annotations.guard;
