package dev.weft.weaver.harness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Defines its own classes from memory and asks its parent for all others. */
class MemoryClassLoader extends ClassLoader {

  private final Map<String, byte[]> classFiles;
  private final List<String> defined = new CopyOnWriteArrayList<>();

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
      return own == null ? super.loadClass(name, resolve) : define(name, own);
    }
  }

  private Class<?> define(String name, byte[] classFile) {
    defined.add(name.replace('.', '/'));
    return defineClass(name, classFile, 0, classFile.length);
  }

  /** The internal names of the classes that were loaded from memory, in order. */
  List<String> defined() {
    return defined;
  }

  /** The class file of a class that is this loader's to define, or null. */
  byte[] findBytes(String name) {
    return classFiles.get(name.replace('.', '/'));
  }
}
