/** Weft as a Java agent: weaves, as they are loaded, classes that no build has woven. */
package dev.weft.agent;
