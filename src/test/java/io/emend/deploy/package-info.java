/**
 * The Helm chart: what it renders for each scenario of {@code helm/emend/ci}, held against the
 * models of what a cluster takes, against policies, and against the application's configuration.
 */
package io.emend.deploy;
