/** Expressions: their parsers, and trees that evaluate themselves. Called by statements. */
package io.emend.model.tokenizer.jinja.expression;
