/** TLS without I/O: what turns plain bytes into records and back, whatever carries them. */
package dev.weft.internal.tls;
