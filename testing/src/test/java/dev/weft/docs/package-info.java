/** The examples of the pages under {@code docs}, and in the Javadoc. */
package dev.weft.docs;
