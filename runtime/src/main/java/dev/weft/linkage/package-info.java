/**
 * What woven code calls, and nothing else: users never name these types.
 *
 * <p>The package is append-only. Every name that woven classes use lives here (or is one of {@code
 * Coroutine}, {@code Awaitable}, {@code Await} in {@code dev.weft}) and stands in one file of the
 * weaver, {@code LinkageNames}. Woven classes carry the {@linkplain
 * dev.weft.linkage.Linkage#VERSION version} that they were woven for.
 */
package dev.weft.linkage;
