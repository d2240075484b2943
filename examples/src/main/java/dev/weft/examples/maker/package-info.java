/** A small runner of commands that depend on each other, like make; start reading at Maker. */
package dev.weft.examples.maker;
