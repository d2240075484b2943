package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares the public surface with {@code api/runtime.api}, so that a change of it is seen in
 * review. When it is meant, write the file anew: {@code mvn test -pl runtime -am -Dtest=ApiTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dapi.update=true}.
 */
class ApiTest {

  private static final Path EXPECTED = Path.of("api", "runtime.api");

  @Test
  void surface_isTheReviewedOne() throws Exception {
    String actual =
        new ApiDump(Path.of("target", "classes"))
            .of("dev.weft", "dev.weft.linkage", "dev.weft.spi", "dev.weft.sync");
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(EXPECTED.getParent());
      Files.writeString(EXPECTED, actual);
    }
    List<String> before = Files.readAllLines(EXPECTED);
    List<String> after = actual.lines().toList();
    assertEquals(List.of(), without(before, after), "gone from the public surface");
    assertEquals(List.of(), without(after, before), "new in the public surface");
    assertEquals(before, after, "moved in the public surface");
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }
}
