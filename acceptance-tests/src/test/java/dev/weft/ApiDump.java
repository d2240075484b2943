package dev.weft;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what a module offers: public types, and their public and protected members. */
final class ApiDump {

  private final Path classes;

  /** Dumps what is in a directory of class files, which is on the class path. */
  ApiDump(Path classes) {
    this.classes = classes;
  }

  /** The text for some packages, sorted. */
  String of(String... packages) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : packages) {
      for (Class<?> type : publicTypes(name)) {
        text.append(describe(type)).append('\n');
      }
    }
    return text.toString();
  }

  private List<Class<?>> publicTypes(String packageName) throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
          .sorted()
          .<Class<?>>map(file -> load(packageName + "." + file.replaceFirst("\\.class$", "")))
          .filter(ApiDump::isOffered)
          .collect(Collectors.toList());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiDump.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOffered(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return isOffered(type.getModifiers())
        && !type.isSynthetic()
        && (outer == null ? !type.isAnonymousClass() && !type.isLocalClass() : isOffered(outer));
  }

  private static boolean isOffered(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String describe(Class<?> type) {
    Type parent = type.getGenericSuperclass();
    String extended =
        parent == null || parent == Object.class ? "" : " extends " + parent.getTypeName();
    String implemented =
        Arrays.stream(type.getGenericInterfaces())
            .map(Type::getTypeName)
            .collect(Collectors.joining(", "));
    return type.toGenericString().replaceAll("\\b(non-)?sealed ", "") // newer JDKs name it
        + extended
        + (implemented.isEmpty() ? "" : " : " + implemented)
        + "\n"
        + members(type).map(member -> "  " + member + "\n").collect(Collectors.joining());
  }

  private static Stream<String> members(Class<?> type) {
    return Stream.of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::<Member>stream)
        .filter(member -> isOffered(member.getModifiers()) && !member.isSynthetic())
        .map(ApiDump::describe)
        .map(text -> text.replace(type.getName() + ".", ""))
        .sorted();
  }

  private static String describe(Member member) {
    return member instanceof Field field
        ? field.toGenericString()
        : ((Executable) member).toGenericString();
  }
}
