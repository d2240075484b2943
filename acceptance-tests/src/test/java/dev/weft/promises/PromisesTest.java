package dev.weft.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Counts asyncio's promises: each is covered by a test whose Javadoc names it, or excused with a
 * reason in {@code excused.txt}, or not built yet and in {@code open.txt}, which shrinks to
 * nothing. {@code target/asyncio-promises.md} is the whole table. CONTRIBUTING.md says how to name
 * one.
 */
class PromisesTest {

  private static final Promises PROMISES = read();

  private static Promises read() {
    Promises promises = Promises.read(Path.of(".."));
    return Boolean.getBoolean("promises.update") ? promises.withoutCoveredOnesOpen() : promises;
  }

  private static Stream<String> ids() {
    return PROMISES.titles().keySet().stream();
  }

  @Test
  void list_isWhole() {
    assertEquals(323, ids().filter(id -> id.matches("[A-Z]\\d+")).count());
    assertEquals(120, ids().filter(id -> id.startsWith("case ")).count());
    assertEquals(40, ids().filter(id -> id.startsWith("semantics ")).count());
  }

  @Test
  void promise_isCoveredOrExcusedOrOpen() throws IOException {
    writeTable();
    assertEquals(
        List.of(),
        ids().filter(id -> PROMISES.state(id).equals("MISSING")).toList(),
        "neither covered by a test nor in excused.txt nor in open.txt");
  }

  @Test
  void coveredPromise_isNeitherOpenNorExcused() {
    assertEquals(
        List.of(),
        ids()
            .filter(id -> !PROMISES.tests(id).isEmpty())
            .filter(id -> PROMISES.open().containsKey(id) || PROMISES.excuses().containsKey(id))
            .toList(),
        "covered: delete from open.txt or excused.txt");
  }

  @Test
  void excuse_saysWhy() {
    assertEquals(
        List.of(),
        ids().filter(id -> PROMISES.excuses().getOrDefault(id, "a reason").isEmpty()).toList(),
        "excused without a reason");
  }

  @Test
  void listedId_isAPromise() {
    assertEquals(
        List.of(),
        Stream.of(PROMISES.open(), PROMISES.excuses())
            .flatMap(list -> list.keySet().stream())
            .filter(id -> !PROMISES.titles().containsKey(id))
            .toList());
    assertEquals(
        List.of(),
        PROMISES.excuses().keySet().stream().filter(PROMISES.open()::containsKey).toList(),
        "both excused and open");
  }

  @Test
  void mention_isOfAPromiseAndInTheJavadocOfATest() {
    assertEquals(
        List.of(),
        PROMISES.mentions().stream()
            .filter(m -> m.test().isEmpty() || !PROMISES.titles().containsKey(m.promise()))
            .toList());
  }

  private static void writeTable() throws IOException {
    StringBuilder table = new StringBuilder("| promise | title | state |\n|---|---|---|\n");
    PROMISES.titles().forEach((id, title) -> table.append(line(id, title)));
    Files.writeString(Path.of("target/asyncio-promises.md"), table);
  }

  private static String line(String id, String title) {
    return "| %s | %s | %s |%n".formatted(id, title.replace("|", "\\|"), PROMISES.state(id));
  }
}
