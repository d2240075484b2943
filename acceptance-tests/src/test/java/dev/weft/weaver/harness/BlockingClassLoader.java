package dev.weft.weaver.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the oracle: unwoven classes, with blocking stand-ins for {@code Await} and
 * {@code Coroutine}.
 *
 * <p>Weft's other types are defined here once more, so that they link to the stand-ins.
 */
final class BlockingClassLoader extends MemoryClassLoader {

  private static final ClassFiles STAND_INS = compileStandIns();

  BlockingClassLoader(ClassFiles unwoven) {
    super(unwoven.with(STAND_INS.byName()));
  }

  @Override
  byte[] findBytes(String name) {
    byte[] own = super.findBytes(name);
    return own == null && isWefts(name) ? readFromParent(name) : own;
  }

  private static boolean isWefts(String name) {
    return name.startsWith("dev.weft.")
        && !name.startsWith("dev.weft.weaver.")
        && !name.startsWith("dev.weft.annotations.");
  }

  private byte[] readFromParent(String name) {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassFiles compileStandIns() {
    List<SourceFile> sources =
        Stream.of("Await", "Awaitable", "Coroutine")
            .map(name -> "dev/weft/" + name + ".java")
            .map(path -> new SourceFile(path, readResource("/blocking/" + path)))
            .collect(Collectors.toList());
    return new InMemoryJavac().compile(sources, List.of("--release", "17"));
  }

  private static String readResource(String path) {
    try (InputStream in = BlockingClassLoader.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
