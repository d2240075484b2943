/** Weft in Gradle builds: a thin cover over {@link dev.weft.driver.PathWeaver}. */
package dev.weft.gradle;
