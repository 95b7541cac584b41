/** Source text of a template to tokens, and literals. Called by the parsers. */
package io.emend.model.tokenizer.jinja.syntax;
