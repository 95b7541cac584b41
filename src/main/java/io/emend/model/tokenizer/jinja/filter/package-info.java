/** Filters, tests and global functions of Jinja2, by name. Called by expressions. */
package io.emend.model.tokenizer.jinja.filter;
