/**
 * The processor jar and the runtime jar together, in the {@code javac} and {@code java} commands.
 */
package dev.weft.processor;
