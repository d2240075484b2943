package dev.weft.weaver.harness;

import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies and runs many woven programs in one JVM of another JDK.
 *
 * <p>Requests and outcomes go through files: {@link #main} reads the one over there, and writes the
 * other.
 */
public final class ForkedRuns {

  /**
   * A program, and what to run of it, one after the other in one class loader.
   *
   * @param woven false for the blocking oracle
   * @param defect why the program cannot run, or empty
   */
  @SuppressWarnings("serial")
  private record Request(ClassFiles classes, boolean woven, String defect, List<Entry> entries)
      implements Serializable {

    LoadedProgram load() {
      return woven ? LoadedProgram.woven(classes) : LoadedProgram.blocking(classes);
    }
  }

  private static final ClassFiles NOTHING = new ClassFiles(Map.of());

  private final ArrayList<Request> requests = new ArrayList<>();

  /**
   * Adds a program with the entries to run, in this order, in one class loader. If it cannot be
   * woven, that is the outcome of all of them.
   */
  public void add(CompiledProgram program, List<Entry> entries) {
    try {
      requests.add(new Request(program.woven().woven(), true, "", List.copyOf(entries)));
    } catch (WeaveException | RuntimeException | AssertionError e) {
      requests.add(new Request(NOTHING, true, "not woven: " + e, List.copyOf(entries)));
    }
  }

  /** Adds the unwoven program, to run with blocking awaits. */
  public void addBlocking(CompiledProgram program, List<Entry> entries) {
    requests.add(new Request(program.original(), false, "", List.copyOf(entries)));
  }

  /**
   * Runs everything.
   *
   * @return by addition, the outcomes of its entries
   */
  public List<List<String>> run(Jdk jdk, List<String> jvmOptions) {
    try (TemporaryFolder folder = new TemporaryFolder("weft-runs")) {
      Path input = folder.path().resolve("requests");
      Path output = folder.path().resolve("outcomes");
      write(input, requests);
      List<String> arguments = new ArrayList<>(jvmOptions);
      arguments.addAll(List.of("-cp", ClassPath.ofTests(), ForkedRuns.class.getName()));
      arguments.addAll(List.of(input.toString(), output.toString()));
      Forked.run(jdk.tool("java"), arguments, folder.path());
      return read(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs in the other JVM. */
  public static void main(String[] files) throws IOException {
    Map<ClassFiles, String> defects = new IdentityHashMap<>();
    ArrayList<List<String>> outcomes = new ArrayList<>();
    for (Request request : ForkedRuns.<List<Request>>read(Path.of(files[0]))) {
      String defect =
          request.defect() + defects.computeIfAbsent(request.classes(), ForkedRuns::defect);
      outcomes.add(outcomes(request, defect));
    }
    write(Path.of(files[1]), outcomes);
    System.exit(0);
  }

  /** What is wrong with the class files; empty when nothing is. */
  private static String defect(ClassFiles program) {
    try {
      Verification.verify(program);
      return "";
    } catch (AssertionError e) {
      return e.toString();
    }
  }

  private static List<String> outcomes(Request request, String defect) {
    LoadedProgram program = request.load();
    List<String> outcomes = new ArrayList<>();
    for (Entry entry : request.entries()) {
      outcomes.add(defect.isEmpty() ? run(program, entry) : defect);
    }
    return outcomes;
  }

  private static String run(LoadedProgram program, Entry entry) {
    try {
      return program.run(entry);
    } catch (AssertionError e) {
      return e + ": " + e.getCause();
    }
  }

  private static void write(Path file, Serializable object) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(object);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> T read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
