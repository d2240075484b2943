package dev.weft.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WeakIdentityMapTest {

  private final WeakIdentityMap<Object, String> map = new WeakIdentityMap<>();

  @Test
  void equalObjects_areNotTheSame() {
    String one = new String("key");
    String other = new String("key");
    map.putIfAbsent(one, "one");
    assertEquals("one", map.find(one));
    assertNull(map.find(other));
  }

  @Test
  void secondValue_isNotPut() {
    Object key = new Object();
    assertEquals("first", map.putIfAbsent(key, "first"));
    assertEquals("first", map.putIfAbsent(key, "second"));
    assertEquals("first", map.find(key));
  }

  @Test
  void objectThatNobodyElseHolds_isCollected() {
    Object key = new Object();
    map.putIfAbsent(key, "value");
    WeakReference<Object> reference = new WeakReference<>(key);
    key = null;
    while (reference.get() != null) {
      System.gc();
    }
    Object another = new Object();
    assertEquals("another", map.putIfAbsent(another, "another"));
    assertEquals("another", map.find(another));
  }
}
