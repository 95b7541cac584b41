package io.emend.model.tokenizer.jinja.python;

import java.util.Iterator;

/** An iterator that is read once and always true, as Jinja's lazy filters give it. */
public record Generator(Iterator<Object> iterator) {}
