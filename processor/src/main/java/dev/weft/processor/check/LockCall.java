package dev.weft.processor.check;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import javax.lang.model.element.Element;

/**
 * A call that takes or releases a lock of {@code java.util.concurrent.locks}.
 *
 * @param kind what it does
 * @param lock the lock, as the source names it
 */
record LockCall(Kind kind, String lock) {

  enum Kind {
    LOCK,
    /** Takes the lock if it returns true. */
    TRY_LOCK,
    UNLOCK
  }

  /** Reads the call that the path ends at. */
  static Optional<LockCall> of(TreePath path, AsyncModel model) {
    if (path.getLeaf() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select) {
      return findKind(select.getIdentifier().toString())
          .filter(kind -> isLock(model.element(path, select), model))
          .map(kind -> new LockCall(kind, name(select)));
    }
    return Optional.empty();
  }

  /** What tries for a StampedLock returns a stamp and no condition: it is not followed. */
  private static Optional<Kind> findKind(String method) {
    return Optional.ofNullable(
        switch (method) {
          case "lock",
              "lockInterruptibly",
              "readLock",
              "readLockInterruptibly",
              "writeLock",
              "writeLockInterruptibly" ->
              Kind.LOCK;
          case "tryLock" -> Kind.TRY_LOCK;
          case "unlock", "unlockRead", "unlockWrite", "tryUnlockRead", "tryUnlockWrite" ->
              Kind.UNLOCK;
          default -> null;
        });
  }

  /** The {@code readLock()} of a ReadWriteLock takes nothing: that one is no lock itself. */
  private static boolean isLock(Element method, AsyncModel model) {
    return method != null
        && (model.isSubtype(method.getEnclosingElement(), "java.util.concurrent.locks.Lock")
            || model.isSubtype(
                method.getEnclosingElement(), "java.util.concurrent.locks.StampedLock"));
  }

  private static String name(MemberSelectTree select) {
    return select.getExpression().toString().replaceFirst("^this\\.", "");
  }
}
