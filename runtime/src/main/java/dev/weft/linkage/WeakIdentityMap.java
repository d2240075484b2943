package dev.weft.linkage;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects, for as long as they live, whatever their {@code equals} says. Values
 * must not refer to their keys. Any thread.
 */
final class WeakIdentityMap<K, V> {

  /** A key, with the hash code that it keeps when the object is gone. */
  private static final class Key<K> extends WeakReference<K> {

    private final int hash;

    Key(K object, @Nullable ReferenceQueue<? super K> queue) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object object = get();
      return object != null && other instanceof Key<?> key && key.refersToSame(object);
    }

    private boolean refersToSame(Object object) {
      return get() == object;
    }
  }

  private final ConcurrentMap<Key<K>, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<K> collected = new ReferenceQueue<>();

  @Nullable V find(K object) {
    return values.isEmpty() ? null : values.get(new Key<>(object, null));
  }

  /** Puts {@code value} unless there is one already. Returns the one that is there then. */
  V putIfAbsent(K object, V value) {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      values.remove(gone);
    }
    V earlier = values.putIfAbsent(new Key<>(object, collected), value);
    return earlier != null ? earlier : value;
  }
}
