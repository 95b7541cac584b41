package io.emend.evaluation.rows;

import java.io.IOException;
import java.io.InputStream;

/**
 * How a table's last record ends, as RFC 4180 has it; the reader takes what is left for a field.
 */
final class LastRecord {
  private static final int QUOTE = '"';

  private LastRecord() {}

  /**
   * Whether the file ends within quotes.
   *
   * @param bytes from where a record begins to the end of the file
   */
  static boolean endsInQuotes(InputStream bytes, char separator) throws IOException {
    boolean quoted = false;
    boolean begins = true;
    boolean mayGoOn = false;
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      if (quoted) {
        quoted = next != QUOTE;
        mayGoOn = !quoted;
      } else {
        // A quote right behind a quoted part is a quote of the text, which goes on.
        quoted = next == QUOTE && (begins || mayGoOn);
        mayGoOn = false;
        begins = next == separator || next == '\n' || next == '\r';
      }
    }
    return quoted;
  }
}
