/**
 * Who may call what: API keys from the configuration, tokens of an identity provider, roles, the
 * {@code Host} and {@code Origin} of browsers, and the refusal to start open to the network. Called
 * by the framework only.
 */
package io.emend.access;
