package dev.weft.weaver.harness;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies and runs many woven programs in one JVM of another JDK.
 *
 * <p>Requests and outcomes go through files: {@link #main} reads the one over there, and writes the
 * other.
 */
public final class ForkedRuns {

  /** A program, and what to run of it, one after the other in one class loader. */
  @SuppressWarnings("serial")
  private record Request(ClassFiles woven, List<Entry> entries) implements Serializable {}

  private final ArrayList<Request> requests = new ArrayList<>();

  /** Adds a program with the entries to run, in this order, in one class loader. */
  public void add(ClassFiles woven, List<Entry> entries) {
    requests.add(new Request(woven, List.copyOf(entries)));
  }

  /**
   * Runs everything.
   *
   * @return by program, the outcomes of its entries
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
    ArrayList<List<String>> outcomes = new ArrayList<>();
    for (Request request : ForkedRuns.<List<Request>>read(Path.of(files[0]))) {
      outcomes.add(outcomes(request));
    }
    write(Path.of(files[1]), outcomes);
    System.exit(0);
  }

  private static List<String> outcomes(Request request) {
    String defect = defect(request.woven());
    LoadedProgram program = LoadedProgram.woven(request.woven());
    List<String> outcomes = new ArrayList<>();
    for (Entry entry : request.entries()) {
      outcomes.add(defect.isEmpty() ? run(program, entry) : defect);
    }
    return outcomes;
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
