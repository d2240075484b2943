/** What asyncio's documentation promises, tried as a user of Weft would: by row and semantics. */
package dev.weft.asyncio;
