/**
 * The Jinja that chat templates are written in, as Jinja2's sandbox in transformers runs it:
 * statements and their rendering. What it does not know is refused when a template is read. Called
 * by the chat template. Rooms: {@code syntax} (source to tokens), {@code expression}, {@code
 * filter} (filters, tests and globals) and {@code python} (values).
 */
package io.emend.model.tokenizer.jinja;
