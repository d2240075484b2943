/** Connections over sockets, and how they are made. */
package dev.weft.internal.net;
