package io.emend.model.tokenizer.jinja.syntax;

import io.emend.model.tokenizer.jinja.python.text.Texts;
import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template as tokens, with Jinja2's rules for blanks under {@code trim_blocks} and {@code
 * lstrip_blocks} and without {@code keep_trailing_newline}: {@code -} takes all blanks on its side,
 * a block or comment takes the newline behind it, and the blanks before it if nothing else stands
 * before it on its line; {@code +} keeps them.
 */
public final class Lexer {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r");
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%}", blanks());
  private static final Pattern RAW_END =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}", blanks());

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineStarts = true;

  private Lexer(String source) {
    String text = LINE_END.matcher(source).replaceAll("\n");
    this.source = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** Python's idea of a blank in a regular expression. */
  private static int blanks() {
    return Pattern.UNICODE_CHARACTER_CLASS;
  }

  public static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.at < lexer.source.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, "the end of the template", null, lexer.line));
    return lexer.tokens;
  }

  private void next() {
    int tag = tagFrom(at);
    if (tag < 0) {
      data(source.substring(at));
      at = source.length();
      return;
    }
    Matcher raw = RAW.matcher(source).region(tag, source.length());
    char kind = source.charAt(tag + 1);
    data(kept(source.substring(at, tag), sign(tag + 2), kind));
    line += lines(at, tag);
    if (raw.lookingAt()) {
      raw(raw);
    } else if (kind == '#') {
      comment(tag);
    } else {
      tag(tag, kind);
    }
  }

  private int tagFrom(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private char sign(int position) {
    char sign = position < source.length() ? source.charAt(position) : ' ';
    return sign == '-' || sign == '+' ? sign : ' ';
  }

  private void data(String text) {
    if (!text.isEmpty()) {
      tokens.add(new Token(Kind.DATA, text, null, line));
    }
  }

  /** What is left of the text before a tag. */
  private String kept(String text, char sign, char kind) {
    if (sign == '-') {
      return withoutBlanksAtEnd(text);
    }
    int start = text.lastIndexOf('\n') + 1;
    boolean alone = start > 0 || lineStarts;
    return sign != '+' && kind != '{' && alone && Texts.strip(text.substring(start)).isEmpty()
        ? text.substring(0, start)
        : text;
  }

  private static String withoutBlanksAtEnd(String text) {
    int end = text.length();
    while (end > 0 && Texts.isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private void comment(int tag) {
    int from = tag + (sign(tag + 2) == ' ' ? 2 : 3);
    int end = source.indexOf("#}", from);
    if (end < 0) {
      throw new SyntaxError(line, "a comment has no end");
    }
    char sign = end > from ? sign(end - 1) : ' ';
    moveTo(end + 2, sign, true);
  }

  private void tag(int tag, char kind) {
    boolean block = kind == '%';
    tokens.add(
        new Token(block ? Kind.BLOCK_BEGIN : Kind.VARIABLE_BEGIN, block ? "{%" : "{{", null, line));
    TagLexer inner = new TagLexer(source, tag + (sign(tag + 2) == ' ' ? 2 : 3), line, block);
    tokens.addAll(inner.tokens());
    line = inner.line();
    tokens.add(
        new Token(block ? Kind.BLOCK_END : Kind.VARIABLE_END, block ? "%}" : "}}", null, line));
    at = inner.end();
    moveTo(at, inner.sign(), block);
  }

  private void raw(Matcher raw) {
    at = raw.end();
    moveTo(at, raw.group(1).isEmpty() ? ' ' : '-', false);
    Matcher end = RAW_END.matcher(source);
    if (!end.find(at)) {
      throw new SyntaxError(line, "a raw block has no end");
    }
    data(kept(source.substring(at, end.start()), signOf(end.group(1)), '%'));
    moveTo(end.end(), signOf(end.group(2)), true);
  }

  private static char signOf(String found) {
    return found.isEmpty() ? ' ' : found.charAt(0);
  }

  /** Behind a tag, and what it takes of the blanks there. */
  private void moveTo(int end, char sign, boolean takesNewline) {
    int next = end;
    while (sign == '-' && next < source.length() && Texts.isBlank(source.charAt(next))) {
      next++;
    }
    if (sign == ' ' && takesNewline && source.startsWith("\n", next)) {
      next++;
    }
    line += lines(at, next);
    lineStarts = source.charAt(next - 1) == '\n';
    at = next;
  }

  private int lines(int from, int to) {
    return (int) source.substring(from, Math.max(from, to)).chars().filter(c -> c == '\n').count();
  }
}
