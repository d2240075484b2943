package dev.weft.weaver.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.weaver.harness.ClassFiles;
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
 * <p>{@code -Dweft.fuzz.programs=10000} runs more of them, {@code -Dweft.fuzz.seed=n} others: the
 * programs have the seeds n, n + 1, and so on. A failing seed alone: seed n and one program.
 */
class FuzzTest {

  private static final long SEED = Long.getLong("weft.fuzz.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("weft.fuzz.programs", 300);
  private static final int BATCH = 50;
  private static final int SHRINKING_ATTEMPTS = 3000;

  static IntStream batches() {
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
      if (!program.failure(compiled).isEmpty()) {
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
    Shrinker shrinker = new Shrinker(p -> !p.failureAlone().isEmpty(), SHRINKING_ATTEMPTS);
    FuzzProgram shrunk = shrinker.shrink(program);
    fail(
        program.packageName()
            + " fails; shrunk:\n"
            + shrunk.members().render()
            + "\n"
            + shrunk.failureAlone());
  }

  @Test
  void sameSeed_makesSameProgram() {
    assertEquals(FuzzProgram.ofSeed(SEED).source(), FuzzProgram.ofSeed(SEED).source());
  }
}
