package dev.weft.torture.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.torture.weave.Jar;
import dev.weft.torture.weave.WovenClasses;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checks find nothing in classes as they were woven, and find what was done to them since. */
class ClassChecksTest {

  private static final String SAMPLE = Jar.class.getName().replace('.', '/');

  private static WovenClasses weave() throws IOException {
    try (InputStream in = Jar.class.getResourceAsStream("/" + SAMPLE + ".class")) {
      Map<String, byte[]> classes = Map.of(SAMPLE, in.readAllBytes());
      return WovenClasses.of(new Jar(new TreeMap<>(classes), new TreeMap<>()));
    }
  }

  @Test
  void classesAsWoven_haveNoFaults() throws IOException {
    WovenClasses woven = weave();
    assertTrue(woven.woven().size() > 1, woven.woven().keySet()::toString);
    assertEquals(List.of(), ClassChecks.check(woven));
  }

  @Test
  void classThatIsWovenOtherwiseAgain_isAFault() throws IOException {
    WovenClasses woven = weave();
    byte[] classFile = woven.woven().get(SAMPLE).clone();
    byte[] other = Arrays.copyOf(classFile, classFile.length + 1);
    woven.woven().put(SAMPLE, other);
    assertTrue(
        ClassChecks.check(woven).contains(SAMPLE + ": differs when it is woven again"),
        ClassChecks.check(woven)::toString);
  }
}
