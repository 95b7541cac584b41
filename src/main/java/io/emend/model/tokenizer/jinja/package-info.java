/**
 * The Jinja that chat templates are written in, as Jinja2's sandbox in transformers runs it: lexer,
 * parser, and syntax trees that evaluate themselves. What it does not know is refused when a
 * template is read. Called by the chat template.
 */
package io.emend.model.tokenizer.jinja;
