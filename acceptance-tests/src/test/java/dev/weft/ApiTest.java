package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the public surface of each module with {@code api/<module>.api}, so that a change of it
 * is seen in review. CONTRIBUTING.md says how to write the files anew.
 */
class ApiTest {

  private static final Path ROOT = Path.of("..");

  @ParameterizedTest
  @CsvSource({
    "annotations, dev.weft.annotations",
    "runtime, dev.weft dev.weft.linkage dev.weft.net dev.weft.process dev.weft.spi dev.weft.sync",
    "processor, dev.weft.processor dev.weft.weaver dev.weft.driver dev.weft.tool dev.weft.agent",
    "testing, dev.weft.testing"
  })
  void surface_isTheReviewedOne(String module, String packages) throws Exception {
    Path expected = ROOT.resolve("api").resolve(module + ".api");
    Path classes = ROOT.resolve(module).resolve("target/classes");
    String actual = new ApiDump(classes).of(packages.split(" "));
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(expected, actual);
    }
    List<String> before = Files.readAllLines(expected);
    List<String> after = actual.lines().toList();
    assertEquals(List.of(), without(before, after), "gone from the public surface");
    assertEquals(List.of(), without(after, before), "new in the public surface");
    assertEquals(before, after, "moved in the public surface");
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }
}
