/** An HTTP/1.1 server for the files of a folder, by streams; start reading at HttpConnection. */
package dev.weft.examples.fileserver;
