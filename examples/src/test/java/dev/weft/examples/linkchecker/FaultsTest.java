package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.examples.linkchecker.Faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

  @TempDir Path folder;

  @Test
  void next_givesTheFaultsInTheirOrder_thenNone() throws IOException {
    Files.writeString(folder.resolve(Faults.FILE), "a/b.html = stall unavailable\n");
    Faults faults = Faults.load(folder);

    List<Fault> next = Stream.generate(() -> faults.next("/a/b.html")).limit(3).toList();

    assertEquals(List.of(Fault.STALL, Fault.UNAVAILABLE, Fault.NONE), next);
    assertEquals(Fault.NONE, faults.next("/other.html"));
  }

  @Test
  void folderWithoutFaults_hasNone() throws IOException {
    assertEquals(Fault.NONE, Faults.load(folder).next("/a.html"));
  }
}
