/** A chat server by streams; start reading at ChatServer. */
package dev.weft.examples.chat;
