/**
 * Texts as Python has them: formatting, printing, splitting, JSON. Called by values and filters.
 */
package io.emend.model.tokenizer.jinja.python.text;
