package dev.weft;

/** Is told of failures that have no caller to go to: see {@link EventLoop#setExceptionHandler}. */
@FunctionalInterface
public interface ExceptionHandler {

  /**
   * Called on the loop's thread, in the context of the callback or task that failed.
   *
   * @throws Exception what goes wrong here is reported through the default handler
   */
  void handle(EventLoop loop, ExceptionContext context) throws Exception;
}
