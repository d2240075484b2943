/**
 * Weft in Maven builds whose classes javac does not make, or not alone: a thin cover over {@link
 * dev.weft.driver.PathWeaver}.
 */
package dev.weft.maven;
