package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
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
            .of("dev.weft", "dev.weft.linkage", "dev.weft.spi");
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(EXPECTED.getParent());
      Files.writeString(EXPECTED, actual);
    }
    assertEquals(Files.readString(EXPECTED), actual, "the public surface changed");
  }
}
