/**
 * Weaves class files where they lie: what the Maven goals, the Gradle plugin, the command line and
 * the agent have in common.
 *
 * <p>{@link dev.weft.driver.PathWeaver} takes directories and jars. Which class files make up a
 * nest is found out here; how to weave one is {@code dev.weft.weaver}'s.
 */
package dev.weft.driver;
