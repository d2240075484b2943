package dev.weft.weaver.harness;

import java.util.Map;

/** Defines its own classes from memory and asks its parent for all others. */
class MemoryClassLoader extends ClassLoader {

  private final Map<String, byte[]> classFiles;

  MemoryClassLoader(ClassFiles classFiles) {
    super(MemoryClassLoader.class.getClassLoader());
    this.classFiles = classFiles.byName();
    setDefaultAssertionStatus(true);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] own = findBytes(name);
      return own == null ? super.loadClass(name, resolve) : defineClass(name, own, 0, own.length);
    }
  }

  /** The class file of a class that is this loader's to define, or null. */
  byte[] findBytes(String name) {
    return classFiles.get(name.replace('.', '/'));
  }
}
