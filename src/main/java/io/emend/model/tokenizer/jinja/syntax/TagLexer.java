package io.emend.model.tokenizer.jinja.syntax;

import io.emend.model.tokenizer.jinja.python.text.Texts;
import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens inside of one tag, up to its end. */
final class TagLexer {
  /** Behind a dot, {@code a.0.1} are two positions and no fraction. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<real>(?<!\\.)[0-9][0-9_]*(?:(?:\\.[0-9][0-9_]*)?[eE][-+]?[0-9][0-9_]*|\\.[0-9][0-9_]*))"
              + "|(?<whole>[1-9](?:_?[0-9])*|0(?:_?0)*)");

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{N}\\p{M}_]*");
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private final String source;
  private final String close;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;
  private int line;
  private char sign = ' ';

  /**
   * @param from behind the tag's opening
   */
  TagLexer(String source, int from, int line, boolean block) {
    this.source = source;
    this.at = from;
    this.line = line;
    this.close = block ? "%}" : "}}";
  }

  List<Token> tokens() {
    while (!ended()) {
      if (at >= source.length()) {
        throw new SyntaxError(line, "a tag has no end");
      }
      char letter = source.charAt(at);
      if (Texts.isBlank(letter)) {
        line += letter == '\n' ? 1 : 0;
        at++;
      } else {
        token(letter);
      }
    }
    return tokens;
  }

  /** Only where no bracket is open: {@code }}} may end a dict and the tag. */
  private boolean ended() {
    if (!open.isEmpty()) {
      return false;
    }
    boolean signed = source.startsWith("-" + close, at);
    boolean kept = close.equals("%}") && source.startsWith("+" + close, at);
    if (signed || kept) {
      sign = source.charAt(at);
    }
    int end = signed || kept ? at + 1 : at;
    if (!source.startsWith(close, end)) {
      return false;
    }
    at = end + 2;
    return true;
  }

  private void token(char letter) {
    if (letter == '\'' || letter == '"') {
      string(letter);
      return;
    }
    Matcher number = NUMBER.matcher(source).region(at, source.length()).useTransparentBounds(true);
    Matcher name = NAME.matcher(source).region(at, source.length());
    Matcher operator = OPERATOR.matcher(source).region(at, source.length());
    if (number.lookingAt()) {
      add(Kind.NUMBER, number.group(), number(number));
    } else if (name.lookingAt()) {
      add(Kind.NAME, name.group(), null);
    } else if (operator.lookingAt()) {
      balance(operator.group());
      add(Kind.OPERATOR, operator.group(), null);
    } else {
      throw new SyntaxError(line, "unexpected character " + letter);
    }
  }

  private void add(Kind kind, String text, Object value) {
    tokens.add(new Token(kind, text, value, line));
    line += (int) text.chars().filter(c -> c == '\n').count();
    at += text.length();
  }

  private Object number(Matcher number) {
    String digits = number.group().replace("_", "");
    try {
      return number.group("real") != null ? (Object) Double.valueOf(digits) : Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new SyntaxError(line, "the number " + digits + " is not supported");
    }
  }

  private void balance(String operator) {
    char bracket = operator.charAt(0);
    if (OPENING.indexOf(bracket) >= 0) {
      open.push(CLOSING.charAt(OPENING.indexOf(bracket)));
    } else if (CLOSING.indexOf(bracket) >= 0 && (open.isEmpty() || open.pop() != bracket)) {
      throw new SyntaxError(line, "unexpected " + bracket);
    }
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw new SyntaxError(line, "a text has no end");
    }
    String literal = source.substring(at, end + 1);
    add(
        Kind.STRING,
        literal,
        StringLiteral.value(literal.substring(1, literal.length() - 1), line));
  }

  int end() {
    return at;
  }

  int line() {
    return line;
  }

  char sign() {
    return sign;
  }
}
