package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockAcrossAwaitTest extends CheckTest {

  private static final String WARNING =
      ": warning: [LockAcrossAwait] await while a java.util.concurrent lock is held: such a lock"
          + " knows threads, not tasks. Another task of the loop enters as the same thread, or blocks"
          + " the thread that would unlock; every other thread waits. Use dev.weft.sync.AsyncLock, or"
          + " unlock before the await.";

  /** In an async method whose statements begin in line 4. */
  private List<String> findingsInAsync(String... statements) {
    String[] members = new String[statements.length + 4];
    members[0] = "@SuppressWarnings({\"weft:BlockingCall\", \"try\"})";
    members[1] =
        "@Async Coroutine<Void> m(Coroutine<Void> c, ReentrantLock lock, ReadWriteLock rw,"
            + " StampedLock stamped, boolean x, int i) throws Exception {";
    System.arraycopy(statements, 0, members, 2, statements.length);
    members[members.length - 2] = "return Coroutine.done();";
    members[members.length - 1] = "}";
    return findings(members);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock.lock(); Await.of(c); lock.unlock();",
        "lock.lockInterruptibly(); Await.of(c); lock.unlock();",
        "lock.lock(); try { Await.of(c); } finally { lock.unlock(); }",
        "lock.lock(); x = Await.of(c) == null; lock.unlock();",
        "lock.lock(); try { if (x) { return Coroutine.of(Await.of(c)); } } finally { lock.unlock(); }",
        "if (lock.tryLock()) { Await.of(c); lock.unlock(); }",
        "if (x && (lock.tryLock(1, TimeUnit.SECONDS))) { Await.of(c); lock.unlock(); }",
        "if (!lock.tryLock()) { return Coroutine.done(); } Await.of(c); lock.unlock();",
        "if (!(lock.tryLock() || x)) { i++; } else { Await.of(c); lock.unlock(); }",
        "while (!lock.tryLock()) { i++; } Await.of(c); lock.unlock();",
        "x = lock.tryLock(); try { Await.of(c); } finally { if (x) lock.unlock(); }",
        "rw.readLock().lock(); Await.of(c); rw.readLock().unlock();",
        "if (rw.writeLock().tryLock()) { Await.of(c); rw.writeLock().unlock(); }",
        "long stamp = stamped.writeLock(); Await.of(c); stamped.unlockWrite(stamp);",
        "long stamp = stamped.readLock(); Await.of(c); stamped.unlock(stamp);",
        "long s = stamped.tryReadLock(); try { Await.of(c); } finally { stamped.unlockRead(s); }",
        "stamped.asReadLock().lock(); Await.of(c); stamped.asReadLock().unlock();",
        "lock.lock(); if (x) { lock.unlock(); return Coroutine.done(); } Await.of(c); lock.unlock();",
        "lock.lock(); if (x) { i++; } else { lock.unlock(); throw new Exception(); } Await.of(c);",
        "lock.lock(); rw.readLock().lock(); rw.readLock().unlock(); Await.of(c); lock.unlock();",
        "lock.lock(); try { i++; } catch (Error e) { Await.of(c); } finally { lock.unlock(); }",
        "for (;;) { lock.lock(); if (x) { break; } Await.of(c); lock.unlock(); }",
        "switch (i) { case 1 -> { lock.lock(); Await.of(c); lock.unlock(); } default -> {} }",
      })
  void awaitUnderALock_isWarnedOf(String statements) {
    String line = "    " + statements;
    int column = line.indexOf("Await.of(c)") + "Await.of".length() + 1;
    assertEquals(List.of("5:" + column + WARNING), findingsInAsync(line));
  }

  @Test
  void severalAwaitsUnderALock_areWarnedOfOnce() {
    assertEquals(
        List.of("6:9" + WARNING, "9:9" + WARNING),
        findingsInAsync(
            "lock.lock(); try {",
            "Await.of(c);",
            "Await.of(c); } finally { lock.unlock(); }",
            "lock.lock();",
            "Await.of(c);"));
  }

  @Test
  void asyncLambda_isLookedAtForItself() {
    assertEquals(
        List.of("6:17" + WARNING),
        findings(
            "Lock lock; @SuppressWarnings(\"weft:BlockingCall\")",
            "AsyncFunction<Coroutine<Void>, Void, RuntimeException> f = c -> {",
            "  this.lock.lock();",
            "  try { Await.of(c); } finally { lock.unlock(); }",
            "  return Coroutine.done(); };"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock.lock(); i++; lock.unlock(); Await.of(c);",
        "lock.lock(); try { i++; } finally { lock.unlock(); } Await.of(c);",
        "lock.lock(); try { i++; } finally { if (lock.isLocked()) lock.unlock(); } Await.of(c);",
        "if (lock.tryLock()) { lock.unlock(); } Await.of(c);",
        "if (lock.tryLock()) { i++; lock.unlock(); } else { Await.of(c); }",
        "if (!lock.tryLock()) { Await.of(c); return Coroutine.done(); } lock.unlock();",
        "while (!lock.tryLock()) { Await.of(c); } lock.unlock();",
        "lock.lock(); if (x) { lock.unlock(); Await.of(c); } else { lock.unlock(); } Await.of(c);",
        "lock.lock(); if (x) { lock.unlock(); Await.of(c); return Coroutine.done(); } lock.unlock();",
        "lock.lock(); if (x) { lock.unlock(); } if (!x) { lock.unlock(); } Await.of(c);",
        "try { lock.lockInterruptibly(); lock.unlock(); } catch (Exception e) { Await.of(c); }",
        "try { lock.lockInterruptibly(); } catch (Exception e) { Await.of(c); }",
        "switch (i) { case 1: lock.lock(); break; default: Await.of(c); }",
        "lock.lock(); switch (i) { case 1: lock.unlock(); break; default: lock.unlock(); }"
            + " Await.of(c);",
        "lock.lock(); Runnable r = () -> lock.unlock(); r.run(); lock.unlock(); Await.of(c);",
        "Runnable r = () -> lock.lock(); Await.of(c);",
        "rw.readLock(); Await.of(c);",
        "long stamp = stamped.tryOptimisticRead(); Await.of(c); stamped.validate(stamp);",
        "try { Await.of(c); lock.lock(); i++; } finally { lock.unlock(); }",
        "try { Await.of(c); } finally { lock.getHoldCount(); }",
      })
  void awaitWithoutALock_isFine(String statements) {
    assertEquals(List.of(), findingsInAsync(statements));
  }
}
