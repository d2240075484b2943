package dev.weft.sync;

/** Something that is held until it is closed: {@code try (var held = Await.of(lock.hold()))}. */
public interface Held extends AutoCloseable {

  /** Releases what is held. A second call has no effect. */
  @Override
  void close();
}
