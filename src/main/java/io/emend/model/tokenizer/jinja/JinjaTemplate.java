package io.emend.model.tokenizer.jinja;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.syntax.SyntaxError;
import java.time.Clock;
import java.util.Map;

/**
 * A chat template that was read, and renders as Jinja2 does under transformers' settings: {@code
 * trim_blocks}, {@code lstrip_blocks}, no autoescaping, the loop controls and {@code generation}. A
 * template cannot hold up a server: its output, its steps and its depth are bounded. Thread-safe.
 */
public final class JinjaTemplate {
  private static final int LONGEST_SOURCE = 1 << 20;

  private final Body body;

  private JinjaTemplate(Body body) {
    this.body = body;
  }

  /**
   * @throws EmendException {@code model_invalid}, naming the line and what is not supported there
   */
  public static JinjaTemplate read(String source) {
    if (source.length() > LONGEST_SOURCE) {
      throw invalid("cannot be read", "must be at most " + LONGEST_SOURCE + " letters long");
    }
    try {
      return new JinjaTemplate(Parser.parse(source));
    } catch (SyntaxError e) {
      throw invalid("cannot be read", e.getMessage());
    } catch (StackOverflowError e) {
      throw invalid("cannot be read", "is nested too deep");
    }
  }

  /**
   * @param variables texts, truth values, whole numbers as {@code Long}, null, and lists and maps
   *     of them
   * @throws EmendException {@code model_invalid} where Python would raise an error; {@code
   *     invalid_value} where the template refuses the conversation
   */
  public String render(Map<String, Object> variables, Clock clock) {
    Rendering rendering = new Rendering(clock);
    Scope scope = Scope.outermost(variables, rendering);
    try {
      body.run(scope);
      return scope.printed();
    } catch (PythonError e) {
      throw invalid("cannot be rendered", "line " + rendering.line() + ": " + e.getMessage());
    } catch (StackOverflowError e) {
      throw invalid("cannot be rendered", "line " + rendering.line() + ": it is nested too deep");
    }
  }

  private static EmendException invalid(String what, String why) {
    return new EmendException(
        ErrorCode.MODEL_INVALID,
        "the chat template " + what + ": " + why,
        Map.of("field", "chat_template", "value", why));
  }
}
