/** Emend: a vision-language model that corrects itself and learns from its corrections. */
package io.emend;
