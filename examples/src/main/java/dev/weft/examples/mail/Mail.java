package dev.weft.examples.mail;

import java.util.List;

/**
 * A mail.
 *
 * @param from the address of who sends it
 * @param to the addresses of whom it is for
 * @param lines its header and text
 */
record Mail(String from, List<String> to, List<String> lines) {

  Mail {
    to = List.copyOf(to);
    lines = List.copyOf(lines);
  }
}
