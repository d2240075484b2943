package dev.weft.weaver.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs, woven, against the same programs with blocking awaits.
 *
 * <p>The same few hundred run each time; when soaking, 10,000 others. {@code
 * -Dweft.fuzz.programs=1000} runs another number, {@code -Dweft.fuzz.seed=n} those of the seeds n,
 * n + 1, and so on, which are printed. A failing seed alone: seed n and one program.
 */
class FuzzTest {

  private static final int PROGRAMS =
      Integer.getInteger("weft.fuzz.programs", Soak.ENABLED ? 10_000 : 300);
  private static final long SEED =
      Long.getLong("weft.fuzz.seed", Soak.ENABLED ? System.currentTimeMillis() : 1);
  private static final int BATCH = 50;
  private static final int SHRINKING_ATTEMPTS = 500;

  static IntStream batches() {
    System.out.println("fuzz: seeds " + SEED + " to " + (SEED + PROGRAMS - 1));
    return IntStream.range(0, (PROGRAMS + BATCH - 1) / BATCH);
  }

  @ParameterizedTest(name = "batch {0}")
  @MethodSource("batches")
  void wovenPrograms_equalBlockingPrograms(int batch) {
    long first = SEED + (long) batch * BATCH;
    List<FuzzProgram> programs =
        LongStream.range(first, Math.min(first + BATCH, SEED + PROGRAMS))
            .mapToObj(FuzzProgram::ofSeed)
            .collect(Collectors.toList());
    compare(programs);
  }

  private static void compare(List<FuzzProgram> programs) {
    ClassFiles compiled;
    try {
      compiled = compile(programs);
    } catch (IllegalArgumentException e) {
      compare(withoutCrashes(programs));
      return;
    }
    for (FuzzProgram program : programs) {
      if (!FuzzCheck.OF_WEAVER.failure(program, compiled).isEmpty()) {
        report(program);
      }
    }
  }

  private static ClassFiles compile(List<FuzzProgram> programs) {
    return Toolchain.DEFAULT.compile(
        programs.stream().map(FuzzProgram::source).collect(Collectors.toList()));
  }

  /** Leaves out the programs that crash javac. */
  private static List<FuzzProgram> withoutCrashes(List<FuzzProgram> programs) {
    return programs.stream().filter(FuzzTest::isCompiled).collect(Collectors.toList());
  }

  private static boolean isCompiled(FuzzProgram program) {
    try {
      compile(List.of(program));
      return true;
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().contains("file a bug against the Java compiler"), e.getMessage());
      return false;
    }
  }

  private static void report(FuzzProgram program) {
    FuzzCheck check = FuzzCheck.OF_WEAVER;
    FuzzProgram shrunk =
        new Shrinker(p -> !check.failure(p).isEmpty(), SHRINKING_ATTEMPTS).shrink(program);
    fail(
        program.packageName()
            + " fails; shrunk:\n"
            + shrunk.members().render()
            + "\n"
            + check.failure(shrunk));
  }

  @Test
  void sameSeed_makesSameProgram() {
    assertEquals(FuzzProgram.ofSeed(SEED).source(), FuzzProgram.ofSeed(SEED).source());
  }
}
