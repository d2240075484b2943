package dev.weft;

/**
 * Thrown at the {@link Yield#of} where an {@link AsyncGenerator} is paused when it is closed, so
 * that its {@code finally} blocks run.
 *
 * <p>An {@code Error}, so that {@code catch (Exception e)} does not swallow it. It has no stack
 * trace. asyncio's {@code GeneratorExit}.
 */
public final class GeneratorExit extends Error {

  private static final long serialVersionUID = 1;

  /** For the runtime. */
  public GeneratorExit() {
    super("the async generator is closed", null, false, false);
  }
}
