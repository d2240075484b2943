package dev.weft.promises;

/**
 * A place where a test's Javadoc names a promise.
 *
 * @param promise the promise's id: {@code C4}, {@code case 81}, {@code semantics 7}
 * @param file the source file, relative to the project
 * @param test the test, {@code FooTest.method}, or {@code FooTest} for a whole class; empty if the
 *     Javadoc is not a test's
 */
record Mention(String promise, String file, String test) {}
