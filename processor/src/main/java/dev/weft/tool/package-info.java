/** The command line: {@code java -jar weft-processor.jar weave|check|explain}. */
package dev.weft.tool;
