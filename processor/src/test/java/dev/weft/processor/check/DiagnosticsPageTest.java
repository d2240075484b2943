package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiagnosticsPageTest {

  @Test
  void everyDiagnostic_isOnThePage() throws IOException {
    Set<String> missing = new TreeSet<>(tags());
    missing.removeAll(headings());
    assertEquals(Set.of(), missing);
  }

  private static List<String> tags() {
    return Arrays.stream(DiagnosticId.values()).map(DiagnosticId::tag).toList();
  }

  private static List<String> headings() throws IOException {
    return Files.readAllLines(Path.of("../docs/diagnostics.md")).stream()
        .filter(line -> line.startsWith("### "))
        .flatMap(line -> Arrays.stream(line.substring(4).split(", ")))
        .toList();
  }
}
