package dev.weft.examples.asyncio;

import dev.weft.EventLoop;

/** Hello World with {@code callSoon}: a callback prints it and stops the loop. */
final class HelloCallback {

  private HelloCallback() {}

  private static void helloWorld(EventLoop loop) {
    System.out.println("Hello World");
    loop.stop();
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.create()) {
      loop.callSoon(() -> helloWorld(loop));
      loop.runForever(); // blocks until stop()
    }
  }
}
