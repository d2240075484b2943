/** The examples in the Javadoc. */
package dev.weft.docs;
