/**
 * Values as Python has them, with the operations that chat templates ask of them: what prints how,
 * what is true, what equals what. A text's letters are code points. Called by the template
 * language.
 */
package io.emend.model.tokenizer.jinja.python;
