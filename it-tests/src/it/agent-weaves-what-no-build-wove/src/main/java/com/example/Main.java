package com.example;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Supplier;

public class Main {

  public static void main(String[] args) throws Exception {
    System.out.println(new Greeter().get());
    System.out.println("in a loader of its own: " + inOwnLoader().get());
    try {
      Broken.await();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }

  /** As application servers and plug-in systems have them: it does not ask its parent first. */
  private static Supplier<?> inOwnLoader() throws Exception {
    URL classes = Main.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader own =
        new URLClassLoader(new URL[] {classes}, Main.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
              if (!name.startsWith("com.example.Greeter")) {
                return super.loadClass(name, resolve);
              }
              Class<?> known = findLoadedClass(name);
              return known == null ? findClass(name) : known;
            }
          }
        };
    return (Supplier<?>) own.loadClass("com.example.Greeter").getConstructor().newInstance();
  }
}
