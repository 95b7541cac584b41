package io.emend.inference.image;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** All addresses of a host's name, as {@link InetAddress#getAllByName}. */
@FunctionalInterface
interface NameServer {
  InetAddress[] addresses(String host) throws UnknownHostException;
}
