package dev.weft.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/**
 * Adds a class to a class loader that does not know of it.
 *
 * <p>A {@code Lookup} could not: it takes a class of the same package, and while the first one is
 * being loaded there is none.
 */
final class ClassDefiner {

  private final Method defineClass;

  ClassDefiner() throws ReflectiveOperationException {
    defineClass =
        ClassLoader.class.getDeclaredMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ProtectionDomain.class);
    defineClass.setAccessible(true);
  }

  void define(ClassLoader loader, String internalName, byte[] bytes, ProtectionDomain domain)
      throws ReflectiveOperationException {
    try {
      defineClass.invoke(loader, internalName.replace('/', '.'), bytes, 0, bytes.length, domain);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
