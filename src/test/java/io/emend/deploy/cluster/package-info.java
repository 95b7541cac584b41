/** A cluster of this machine: an API server, and what a node and the Job controller do there. */
package io.emend.deploy.cluster;
