package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Woven;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

class ClassFileTest {

  private static final String ASYNC_CLASS =
      "class A { @Async Coroutine<Void> m() { return Coroutine.done(); } }";
  private static final int MINOR_AT = 4;
  private static final int MAJOR_AT = 6;
  private static final int POOL_AT = 10;

  private final Map<String, byte[]> nest = new TreeMap<>(JavaText.compile(ASYNC_CLASS));

  private void set(int offset, int value) {
    byte[] bytes = nest.get("A");
    bytes[offset] = (byte) (value >> 8);
    bytes[offset + 1] = (byte) value;
  }

  private static int get(Woven woven, String name, int offset) {
    byte[] bytes = woven.nest().classes().get(name);
    return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
  }

  @Test
  void preview_isKept() {
    set(MAJOR_AT, Runtime.version().feature() + 44);
    set(MINOR_AT, 0xFFFF);

    WovenNest woven = weave(nest);

    assertEquals(0xFFFF, JavaText.read(woven.classes().get("A")).version >>> 16);
    assertEquals(0xFFFF, JavaText.read(woven.classes().get("A$m$Async")).version >>> 16);
  }

  /** Without verification: the JVM loads no preview classes here. */
  private static WovenNest weave(Map<String, byte[]> nest) {
    try {
      return ClassWeaver.weave(nest);
    } catch (WeaveException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"50, 55", "52, 55", "54, 55", "55, 55", "56, 56", "61, 61"})
  void version_isRaisedToThatOfNests(int before, int after) {
    set(MAJOR_AT, before);

    Woven woven = Woven.of(nest);

    assertEquals(after, get(woven, "A", MAJOR_AT));
    assertEquals(after, get(woven, "A$m$Async", MAJOR_AT));
  }

  @Test
  void classFileWithoutFrames_isRefused() {
    set(MAJOR_AT, 49);

    assertEquals(
        new WeaveProblem(
            "AsyncClassFileTooOld",
            "A",
            "m",
            0,
            "the class file has version 49, which has no stack map frames. Compile for Java 6 or"
                + " newer."),
        Woven.problemOf(nest));
  }

  /** Also outside async methods: the class is raised to a version that has no subroutines. */
  @Test
  void subroutines_areRefused() {
    nest.putAll(
        JavaText.compile(
            "class A { @Async Coroutine<Void> m() { return Coroutine.done(); }"
                + " @Async Coroutine<Void> n() { return Coroutine.done(); } void old() {} }"));
    edit(node -> JavaText.method(node, "old").instructions.insert(new VarInsnNode(Opcodes.RET, 0)));
    set(MAJOR_AT, 50);

    assertEquals(
        new WeaveProblem(
            "AsyncSubroutine",
            "A",
            "old",
            0,
            "the method has jsr or ret instructions, and its class has async methods: no class"
                + " file of Java 7 or newer may have them. Compile it again with a newer"
                + " compiler."),
        Woven.problemOf(nest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Async Coroutine<Void> old(int i) {\nif (i == 0) return null; return Coroutine.done(); }",
        "void old(int i) {\nwhile (i < 0) i++; }",
        "void old(int i) {\nswitch (i) { case 1: old(2); } }",
        "void old(int i) {\nswitch (i) { case 1: old(2); case 1000: } }",
        "void old(int i) {\ntry { old(2); } catch (Exception e) { } }"
      })
  void jumpsWithoutFrames_areRefused(String method) {
    nest.putAll(
        JavaText.compile(
            "class A { @Async Coroutine<Void> m() { return Coroutine.done(); } " + method + "}"));
    edit(
        node -> {
          for (AbstractInsnNode insn : JavaText.method(node, "old").instructions) {
            if (insn instanceof FrameNode) {
              JavaText.method(node, "old").instructions.remove(insn);
            }
          }
        });
    set(MAJOR_AT, 50);

    assertEquals(
        new WeaveProblem(
            "AsyncClassFileTooOld",
            "A",
            "old",
            2,
            "the method has jumps but no stack map frames, and its class has async methods: only"
                + " up to Java 6 a class file may do without. Compile it again with a newer"
                + " compiler."),
        Woven.problemOf(nest));
  }

  /** ECJ's tables of enum switches, and scalac's and Groovy's singletons, are written anywhere. */
  @Test
  void finalFieldsWrittenOutsideInitialisers_areNotFinalInANewerVersion() {
    nest.putAll(
        JavaText.compile(
            """
            class A {
              static int table;
              int value;
              static final int CONSTANT = Integer.parseInt("1");
              final int set = 1;
              @Async static Coroutine<Integer> m() { return Coroutine.of(table = 1); }
              void write() { value = 2; }
            }
            """));
    edit(node -> node.fields.forEach(field -> field.access |= Opcodes.ACC_FINAL));
    set(MAJOR_AT, 52);

    assertEquals(
        List.of("table false", "value false", "CONSTANT true", "set true"),
        Woven.of(nest).classNode("A").fields.stream()
            .map(f -> f.name + " " + ((f.access & Opcodes.ACC_FINAL) != 0))
            .toList());
  }

  @Test
  void finalFieldsOfAnInterface_areRefusedWhereTheyAreWrittenOutsideItsInitialiser() {
    nest.putAll(
        JavaText.compile(
            """
            interface A {
              int TABLE = Integer.parseInt("1");
              @Async default Coroutine<Void> m() { return Coroutine.done(); }
              static void old() {
                System.out.println();
              }
            }
            """));
    edit(
        node -> {
          MethodNode old = JavaText.method(node, "old");
          old.maxStack = 2;
          AbstractInsnNode last = old.instructions.getLast();
          while (last.getOpcode() != Opcodes.RETURN) {
            last = last.getPrevious();
          }
          old.instructions.insertBefore(last, new InsnNode(Opcodes.ICONST_1));
          old.instructions.insertBefore(
              last, new FieldInsnNode(Opcodes.PUTSTATIC, "A", "TABLE", "I"));
        });
    set(MAJOR_AT, 52);

    assertEquals(
        new WeaveProblem(
            "AsyncClassFileTooOld",
            "A",
            "old",
            6,
            "the method writes the final field TABLE of its interface, which has async methods:"
                + " only up to Java 8 a method other than the initialiser may do so. Compile it"
                + " for Java 9 or newer."),
        Woven.problemOf(nest));
  }

  @Test
  void oldClassFileWithoutAsyncMethods_isLeftAlone() {
    nest.putAll(JavaText.compile("class A { void m() {} }"));
    set(MAJOR_AT, 49);

    assertEquals(Map.of(), Woven.of(nest).nest().classes());
  }

  @Test
  void classFileNewerThanTheWeaver_isRefused() {
    set(MAJOR_AT, 999);

    assertEquals(
        new WeaveProblem(
            "AsyncClassFileTooNew",
            "A",
            "",
            0,
            "the class file is newer than this weaver can read (Unsupported class file major"
                + " version 999). Use a newer weft-processor, or compile with an older --release."),
        Woven.problemOf(nest));
  }

  @Test
  void fileThatIsCutShort_isRefused() {
    nest.put("A", Arrays.copyOf(nest.get("A"), 20));

    WeaveProblem problem = Woven.problemOf(nest);

    assertEquals("AsyncClassFileDamaged", problem.tag());
    assertEquals("A", problem.className());
    assertTrue(
        problem
            .message()
            .endsWith("it is cut short or not a class file. Delete it and compile again."),
        problem.message());
  }

  private void edit(Consumer<ClassNode> edit) {
    ClassNode node = JavaText.read(nest.get("A"));
    edit.accept(node);
    nest.put("A", JavaText.write(node));
  }

  @Test
  void sourceDebugExtension_isKept() {
    edit(node -> node.sourceDebug = "SMAP\nA.kt\nKotlin\n*E");

    ClassNode woven = Woven.of(nest).classNode("A");

    assertEquals("SMAP\nA.kt\nKotlin\n*E", woven.sourceDebug);
    assertEquals("Source.java", woven.sourceFile);
  }

  @Test
  void unknownAttributes_areKept() {
    byte[] content = {1, 2, 3};
    edit(node -> node.attrs = List.of(new UnknownAttribute(content)));

    Attribute kept =
        Woven.of(nest).classNode("A").attrs.stream()
            .filter(attribute -> attribute.type.equals("Unknown"))
            .findFirst()
            .orElseThrow();

    assertArrayEquals(content, UnknownAttribute.contentOf(kept));
  }

  private static final class UnknownAttribute extends Attribute {

    private final byte[] content;

    UnknownAttribute(byte[] content) {
      super("Unknown");
      this.content = content;
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
      return new ByteVector().putByteArray(content, 0, content.length);
    }

    static byte[] contentOf(Attribute attribute) {
      ClassWriter writer = new ClassWriter(0);
      return Attribute.write(attribute, writer, null, -1, -1, -1);
    }
  }

  @Test
  void nestOfTheClass_gainsItsStateMachines() {
    Woven woven =
        Woven.of("class A { @Async Coroutine<Void> m() { return Coroutine.done(); } class B {} }");

    assertEquals(List.of("A$B", "A$m$Async"), woven.classNode("A").nestMembers);
    assertEquals("A", woven.classNode("A$m$Async").nestHostClass);
  }

  @Test
  void memberOfANest_staysOne() {
    Woven woven =
        Woven.of("class A { class B { @Async Coroutine<Void> m() { return Coroutine.done(); } } }");

    assertEquals("A", woven.classNode("A$B").nestHostClass);
    assertEquals("A", woven.classNode("A$B$m$Async").nestHostClass);
    assertEquals(List.of("A$B", "A$B$m$Async"), woven.classNode("A").nestMembers);
  }

  @Test
  void permittedSubclasses_areKept() {
    Woven woven =
        Woven.of(
            """
            sealed interface A {
              @Async default Coroutine<Void> m() { return Coroutine.done(); }
              final class B implements A {}
            }
            """);

    assertEquals(List.of("A$B"), woven.classNode("A").permittedSubclasses);
  }

  @Test
  void recordComponents_areKept() {
    ClassNode woven =
        Woven.of(
                """
                record A<T>(@Mark int i, java.util.List<T> list) {
                  @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
                  @interface Mark {}
                  @Async Coroutine<Integer> m(Coroutine<?> c) { Await.of(c); return Coroutine.of(i); }
                }
                """)
            .classNode("A");

    assertEquals(
        List.of("i:null", "list:Ljava/util/List<TT;>;"),
        woven.recordComponents.stream().map(c -> c.name + ":" + c.signature).toList());
    assertEquals(1, woven.recordComponents.get(0).visibleAnnotations.size());
  }

  @Test
  void parameterNamesAndTypeAnnotations_areKept() {
    Woven woven =
        Woven.of(
            """
            class A {
              @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
              @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
              @interface Mark {}
              @Async Coroutine<@Mark String> m(final @Mark String first, int second) {
                return Coroutine.of(first);
              }
            }
            """,
            "-parameters");

    MethodNode stub = woven.stub("A", "m");
    assertEquals(List.of("first", "second"), stub.parameters.stream().map(p -> p.name).toList());
    assertEquals(Opcodes.ACC_FINAL, stub.parameters.get(0).access);
    assertEquals(2, stub.visibleTypeAnnotations.size());
  }

  /** What JaCoCo adds to a class, and to each of its methods: here, of the body alone. */
  @Test
  void coverageProbes_areKept() {
    Woven woven =
        Woven.of(
            """
            class A {
              static transient boolean[] $jacocoData;
              static boolean[] $jacocoInit() {
                return $jacocoData == null ? $jacocoData = new boolean[2] : $jacocoData;
              }
              @Async Coroutine<String> m(Coroutine<String> c) {
                boolean[] probes = $jacocoInit();
                String s = Await.of(c);
                probes[0] = true;
                String t = Await.of(c);
                probes[1] = true;
                return Coroutine.of(s + t);
              }
            }
            """,
            "-g:none");
    ClassNode node = woven.classNode("A");

    assertEquals(List.of("$jacocoData"), node.fields.stream().map(f -> f.name).toList());
    assertEquals("()[Z", JavaText.method(node, "$jacocoInit").desc);
    assertEquals(1, Instructions.calls(woven.body("A", "m"), "A.$jacocoInit").size());
  }

  @Test
  void constants_keepTheirIndices() {
    byte[] original = nest.get("A");
    int end = new ClassReader(original).header;

    byte[] woven = Woven.of(nest).nest().classes().get("A");

    assertArrayEquals(
        Arrays.copyOfRange(original, POOL_AT, end), Arrays.copyOfRange(woven, POOL_AT, end));
  }
}
