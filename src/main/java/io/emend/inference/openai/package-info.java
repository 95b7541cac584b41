/** The OpenAI-compatible face of the answer function: its schema and its streaming. */
package io.emend.inference.openai;
