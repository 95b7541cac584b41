/**
 * Pictures from outside: uploads, {@code data:} URLs, buckets and allow-listed hosts, checked,
 * fetched, stored by their digest and decoded. Called by inference and whoever needs a picture.
 */
package io.emend.inference.image;
