/**
 * Weft inside javac: an annotation processor that listens to the compiler, checks the source of
 * async methods, and weaves each nest as soon as javac has written it.
 *
 * <p>{@link dev.weft.processor.AsyncProcessor} is the way in; {@link dev.weft.processor.JavacHost}
 * does the work; {@link dev.weft.processor.WeftPlugin} sees to it that the processor is not
 * forgotten. What the user may not write, and what is said about it, stands in {@code check}. No
 * bytecode here: that is {@code dev.weft.weaver}'s, which in turn knows nothing of compilers.
 */
package dev.weft.processor;
