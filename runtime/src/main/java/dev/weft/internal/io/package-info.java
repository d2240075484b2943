/** Waiting for sockets and pipes. */
package dev.weft.internal.io;
