package io.emend.evaluation.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Optional;

/** Holds text files to UTF-8, with or without a byte order mark, and says what others look like. */
final class TextEncoding {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST_OF_LATIN = 0xa0;
  private static final int LONGEST_RUN = 4;

  private final SourceName name;
  private final CharBuffer text = CharBuffer.allocate(BUFFER);
  private long line = 1;

  private TextEncoding(SourceName name) {
    this.name = name;
  }

  /**
   * Reads a file through.
   *
   * @throws io.emend.error.EmendException {@code source_invalid} with the first line that is not
   *     UTF-8, and what it looks like
   */
  static void requireUtf8(SourceName name) {
    new TextEncoding(name).read();
  }

  private void read() {
    try (InputStream file = Files.newInputStream(name.file())) {
      ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
      bytes.limit(0);
      CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
      boolean first = true;
      boolean last = false;
      while (!last) {
        bytes.compact();
        int read = file.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        last = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
        if (first) {
          begins(bytes).ifPresent(this::refuse);
          first = false;
        }
        decode(decoder, bytes, last);
      }
    } catch (IOException e) {
      throw name.unreadable("a text file", e);
    }
  }

  private static Optional<String> begins(ByteBuffer bytes) {
    int size = Math.min(bytes.limit(), 4);
    String hex = HexFormat.of().formatHex(bytes.array(), 0, size);
    if (hex.startsWith("fffe") || hex.startsWith("feff")) {
      return Optional.of("UTF-16");
    }
    return switch (hex) {
      case "50415231" -> Optional.of("a Parquet file");
      case "504b0304" -> Optional.of("a ZIP archive, as of a spreadsheet");
      default -> hex.startsWith("1f8b") ? Optional.of("a gzip file") : Optional.empty();
    };
  }

  private void decode(CharsetDecoder decoder, ByteBuffer bytes, boolean last) {
    CoderResult result;
    do {
      text.clear();
      result = decoder.decode(bytes, text, last);
      count(text.flip());
      if (result.isError()) {
        refuse(looksLike(bytes));
      }
    } while (result.isOverflow());
  }

  private void count(CharBuffer decoded) {
    while (decoded.hasRemaining()) {
      switch (decoded.get()) {
        case '\n' -> line++;
        case '\0' -> refuse("UTF-16 or binary data (byte 00)");
        default -> {}
      }
    }
  }

  /** Between ASCII, letters of a one-byte encoding stand in short runs; others' do not. */
  private static String looksLike(ByteBuffer bytes) {
    int first = bytes.position();
    int last = first;
    while (first > 0 && bytes.get(first - 1) < 0) {
      first--;
    }
    while (last + 1 < bytes.limit() && bytes.get(last + 1) < 0) {
      last++;
    }
    int value = bytes.get(bytes.position()) & 0xff;
    String oneByte = value < FIRST_OF_LATIN ? "Windows-1252" : "Latin-1 (ISO-8859-1)";
    String encoding = last - first < LONGEST_RUN ? oneByte : "another encoding";
    return "%s (byte %02X)".formatted(encoding, value);
  }

  private void refuse(String likeness) {
    throw new SourcePlace(name.label(), "line", line)
        .invalid("the file", "must be UTF-8", "what looks like " + likeness);
  }
}
