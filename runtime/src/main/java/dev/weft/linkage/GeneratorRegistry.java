package dev.weft.linkage;

import dev.weft.AsyncGenerator;

/** A loop that closes the generators left open when it shuts down. Loop thread only. */
public interface GeneratorRegistry {

  /** The generator runs for the first time. */
  void started(AsyncGenerator<?> generator);

  /** The generator has ended, by itself or closed. */
  void ended(AsyncGenerator<?> generator);
}
