package dev.weft.torture.rewrite;

import java.util.Map;

/**
 * A class whose methods were made async.
 *
 * @param classFile the class, to be woven
 * @param methods what was made async, by the names of the async methods
 * @param suspensionPoints the awaits in it
 */
public record RewrittenClass(
    byte[] classFile, Map<String, MethodId> methods, int suspensionPoints) {}
