#!/bin/bash
# Starts a layout as a container of the image is started: as user 10001, on a read-only root, without
# an environment but for the image's own locale. Who may not change users keeps its own, and should take the folder's write bits away.
#
#     start.sh FOLDER WRITABLE [JVM OPTION…] -- ARGUMENT…
#
# WRITABLE stands for the image's /var/lib/emend and, with its folder tmp, for /tmp. JAVA is the Java
# to use.
set -euo pipefail

home=$(realpath "$1")
writable=$(realpath "$2")
shift 2
options=()
while [ "$1" != -- ]; do
  options+=("$1")
  shift
done
shift
mkdir -p "$writable/tmp"
cd "$writable"
command=(env -i "PATH=$PATH" LC_ALL=C.UTF-8 "${JAVA:-java}" "-Djava.io.tmpdir=$writable/tmp" "${options[@]}"
  "@$home/java.options" "$@")

if [ "$(id -u)" = 0 ] && unshare --mount true 2> /dev/null; then
  chown -R 10001:10001 "$writable"
  # What is writable becomes a mount of its own, which stays so when the root no longer is.
  # shellcheck disable=SC2016
  exec unshare --mount --propagation private bash -c '
    mount --bind "$0" "$0"
    mount -o remount,bind,ro /
    cd "$0"
    exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all "$@"
  ' "$writable" "${command[@]}"
fi
exec "${command[@]}"
