package dev.weft.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test of async code, which gets a {@link TestLoop}:
 *
 * <pre>{@code
 * @AsyncTest
 * void retry_waitsASecond(TestLoop loop) throws Exception {
 *   String answer =
 *       loop.run(
 *           () -> {
 *             Await.of(Weft.sleep(Duration.ofSeconds(1)));
 *             return Coroutine.of("answer");
 *           });
 *   assertEquals("answer", answer);
 *   assertEquals(Duration.ofSeconds(1), loop.time());
 * }
 * }</pre>
 *
 * <p>The loop is closed, and checked for leaks, after the test and its {@code @AfterEach} methods.
 * {@code @BeforeEach} and {@code @AfterEach} methods and constructors may take the same loop as a
 * parameter. Works with JUnit 5.14 and 6.
 *
 * <p>For other kinds of tests ({@code @Test}, {@code @ParameterizedTest}) extend the class with
 * {@link AsyncTestExtension}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(AsyncTestExtension.class)
public @interface AsyncTest {

  /**
   * How often to run the test, each time with the callbacks of each pass in another random order;
   * zero for once, first in, first out. The order of a failed run is in its report, and {@code
   * -Dweft.seed=17}, say, runs all such tests with that seed alone.
   */
  int seeds() default 0;

  /** How many seconds of virtual time a run may take. */
  long limitSeconds() default 3600;
}
