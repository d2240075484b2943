/** Child processes beneath {@code dev.weft.process}. */
package dev.weft.internal.process;
