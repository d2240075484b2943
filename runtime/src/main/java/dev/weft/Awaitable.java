package dev.weft;

/**
 * Something that {@link Await#of(Awaitable)} can wait for: a {@link Coroutine}, an {@link
 * AsyncFuture} or a {@link Task}.
 *
 * <p>Sealed, so that no lambda can be mistaken for one. Other types come in as {@link
 * java.util.concurrent.CompletionStage}.
 *
 * @param <T> the type of the result
 */
public sealed interface Awaitable<T> permits Coroutine, AsyncFuture {}
