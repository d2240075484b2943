package dev.weft.processor;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WovenNest;
import java.util.Map;

/** Weaves the class files of one nest; {@code ClassWeaver::weave} outside tests. */
@FunctionalInterface
interface NestWeaver {

  WovenNest weave(Map<String, byte[]> classesByInternalName, WeaveOptions options)
      throws WeaveException;
}
