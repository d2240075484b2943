package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockingMethodTest {

  private static final Set<String> NEWER_THAN_JAVA_17 =
      Set.of(
          "java.util.concurrent.ExecutorService.close",
          "java.util.concurrent.StructuredTaskScope.join",
          "java.util.concurrent.StructuredTaskScope.joinUntil");

  /** Entries for streams name methods of subtypes, too. */
  private static final List<Class<?>> SUBTYPES =
      List.of(
          java.io.BufferedReader.class,
          java.io.BufferedWriter.class,
          java.io.ObjectInputStream.class,
          java.io.ObjectOutputStream.class,
          java.io.PrintStream.class,
          java.io.PrintWriter.class);

  @Test
  void everyEntryForTheJdk_namesMethodsThatExist() {
    assertEquals(
        List.of(),
        BlockingMethod.ALL.stream()
            .filter(entry -> entry.owner().matches("javax?\\..*"))
            .flatMap(BlockingMethodTest::missing)
            .filter(name -> !NEWER_THAN_JAVA_17.contains(name))
            .toList());
  }

  private static Stream<String> missing(BlockingMethod entry) {
    Set<String> existing =
        types(entry.owner())
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .flatMap(BlockingMethodTest::keys)
            .collect(Collectors.toSet());
    return entry.names().stream()
        .filter(name -> !existing.contains(name))
        .map(name -> entry.owner() + "." + name);
  }

  private static Stream<Class<?>> types(String owner) {
    try {
      Class<?> type = Class.forName(owner, false, BlockingMethodTest.class.getClassLoader());
      return Stream.concat(Stream.of(type), SUBTYPES.stream().filter(type::isAssignableFrom));
    } catch (ClassNotFoundException e) {
      return Stream.of();
    }
  }

  private static Stream<String> keys(Method method) {
    return Stream.of(method.getName(), method.getName() + "/" + method.getParameterCount());
  }
}
