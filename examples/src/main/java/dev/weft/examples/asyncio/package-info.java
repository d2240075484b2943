/** The examples of asyncio's documentation, one small program each. */
package dev.weft.examples.asyncio;
