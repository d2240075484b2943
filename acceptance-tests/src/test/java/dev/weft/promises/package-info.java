/** Whether every promise of asyncio is kept: which test covers it, or why Java cannot. */
package dev.weft.promises;
