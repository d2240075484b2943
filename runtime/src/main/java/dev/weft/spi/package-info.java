/** What a loop is built on, for those who replace it: clock, poller, order of the ready queue. */
package dev.weft.spi;
