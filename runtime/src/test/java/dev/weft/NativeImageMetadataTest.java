package dev.weft;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
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
  void onlyClass_thatIsNamed() throws Exception {
    Set<String> names = new TreeSet<>();
    CLASS.matcher(file("reflect-config.json")).results().forEach(m -> names.add(m.group(1)));
    assertEquals(Set.of(Executors.class.getName()), names);
  }

  @Test
  void noOtherClass_usesReflection() {
    noClasses()
        .that()
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
                .and(target(nameMatching("find.*"))))
        .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
  }
}
