package dev.weft.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may suspend at {@code Await.of(...)}.
 *
 * <pre>{@code
 * @Async
 * static Coroutine<String> greet(String name) {
 *   Await.of(Weft.sleep(Duration.ofMillis(100))); // suspends, and blocks no thread
 *   return Coroutine.of("hello " + name);
 * }
 * }</pre>
 *
 * <p>The method returns {@code dev.weft.Coroutine<T>} (starts when it is awaited or scheduled) or
 * {@code CompletionStage<T>} / {@code CompletableFuture<T>} (starts at once). The Weft processor
 * turns its body into a state machine at compile time; an exception that the body throws, before
 * the first await too, is the failure of the result, never a throw at the caller.
 *
 * <p>On an abstract method the annotation documents the contract and changes nothing; overriding
 * methods with a body need their own.
 *
 * <p>A lambda needs no annotation: one whose functional interface is one of Weft's is async by its
 * type, and so is any other lambda of async return type that awaits.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
