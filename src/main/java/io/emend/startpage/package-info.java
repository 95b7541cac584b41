/**
 * What a server says of itself to who meets it first: at its root, and in its log once it is up.
 */
package io.emend.startpage;
