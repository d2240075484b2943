/**
 * A mail server and a client, which begin in plain text and go on with TLS; start reading at
 * SmtpSession.
 */
package dev.weft.examples.mail;
