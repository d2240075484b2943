/**
 * Tests of async code that are fast, deterministic and hard to fool: {@link
 * dev.weft.testing.TestLoop} is where to start, and {@link dev.weft.testing.AsyncTest} for JUnit.
 *
 * <p>Objects here belong to the thread that runs the test.
 */
package dev.weft.testing;
