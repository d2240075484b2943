/** The examples of the pages under {@code docs}. */
package dev.weft.docs;
