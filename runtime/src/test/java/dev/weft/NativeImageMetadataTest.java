package dev.weft;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What GraalVM's native-image is told of the runtime's reflection. */
class NativeImageMetadataTest {

  private static final Pattern CLASS = Pattern.compile("\"((?:sun|java)\\.[\\w.]+)\"");

  private static String file(String name) throws IOException {
    String path = "/META-INF/native-image/dev.weft/weft-runtime/" + name;
    try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void classesThatAreNamed_exist() throws Exception {
    Set<String> names = new TreeSet<>();
    for (String file : List.of("reflect-config.json", "proxy-config.json")) {
      CLASS.matcher(file(file)).results().forEach(match -> names.add(match.group(1)));
    }
    assertEquals(
        Set.of(
            "java.lang.String",
            "java.util.concurrent.Executors",
            "sun.misc.Signal",
            "sun.misc.SignalHandler"),
        names);
    for (String name : names) {
      Class.forName(name);
    }
  }

  /** Fields of a class's own, found by constant names, native-image sees without being told. */
  @Test
  void noOtherClass_usesReflection() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.weft.internal.loop.SunSignals")
        .and()
        .doNotHaveFullyQualifiedName("dev.weft.internal.task.DefaultExecutor")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(Class.class)))
                .and(
                    target(nameMatching("forName|newInstance|get(Declared)?(Method|Field|Con).*"))))
        .orShould()
        .callMethodWhere(target(owner(assignableTo(Proxy.class))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(MethodHandles.Lookup.class)))
                .and(target(nameMatching("find(Virtual|Static|Special|Class|Constructor)"))))
        .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
  }

  @Test
  void methodsAndFieldsOfSignals_exist() throws Exception {
    String metadata = file("reflect-config.json");
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    signal.getConstructor(String.class);
    signal.getMethod("handle", signal, handler);
    handler.getMethod("handle", signal);
    handler.getField("SIG_IGN");
    for (String member : List.of("<init>", "handle", "SIG_IGN")) {
      assertTrue(metadata.contains('"' + member + '"'), member);
    }
  }
}
