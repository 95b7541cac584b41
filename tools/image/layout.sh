#!/bin/sh
# Lays out what `mvn package` built as it lies in an image's /opt/emend:
#   java.options      what the JVM is started with, the jar included: java @java.options serve
#   quarkus-run.jar, lib, quarkus, app   dependencies and code, without the native code in them
#   libtorch, native  the native code, unpacked, so that a start extracts nothing
#   models            the bundled model, unpacked
#
#     layout.sh FOLDER [PREFIX]
#
# PREFIX is where FOLDER will lie when it runs, if elsewhere. Needs a JDK of 17 or newer.
set -eu

[ $# -ge 1 ] || { echo "usage: $0 FOLDER [PREFIX]" >&2; exit 2; }
mkdir -p "$1"
out=$(CDPATH='' cd -- "$1" && pwd -P)
prefix=${2:-$out}
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
app=$source/target/quarkus-app
jar=${JAVA_HOME:+$JAVA_HOME/bin/}jar
[ -f "$app/quarkus-run.jar" ] || { echo "$0: no $app: mvn package comes first" >&2; exit 1; }
# One time for all: jars are the same at each build of the same code, and so are an image's layers.
time=2020-01-01T00:00:00Z

# take JAR FOLDER TARGET: the files of a folder in a jar.
take() {
  mkdir -p "$3" "$out/.jar"
  (cd "$out/.jar" && "$jar" --extract --file "$1" "$2")
  mv "$out/.jar/$2"/* "$3"
  rm -rf "$out/.jar"
}

# lib NAME: the jar of that artifact, whatever its version.
lib() { ls "$out"/lib/main/"$1"-[0-9]*.jar; }

(cd "$out" && rm -rf lib quarkus app libtorch native models)
cp -R "$app/lib" "$app/quarkus" "$app/app" "$app/quarkus-run.jar" "$out"

take "$(lib ai.djl.pytorch.pytorch-native-cpu)" pytorch/cpu/linux-x86_64 "$out/libtorch"
jni=$(lib ai.djl.pytorch.pytorch-jni)
take "$jni" jnilib/linux-x86_64/cpu "$out/libtorch"
take "$jni" jnilib/linux-x86_64/cu128 "$out/native/cu128"
tokenizers=$(lib ai.djl.huggingface.tokenizers)
take "$tokenizers" native/lib/linux-x86_64/cpu "$out/native"
take "$(lib net.java.dev.jna.jna)" com/sun/jna/linux-x86-64 "$out/native"
take "$out/app/emend.jar" models/emend-tiny "$out/models/emend-tiny"

# These two hold nothing else that is read; the tokenizers' jar has classes.
rm "$(lib ai.djl.pytorch.pytorch-native-cpu)" "$jni"
mkdir "$out/.jar"
(cd "$out/.jar" && "$jar" --extract --file "$tokenizers")
find "$out/.jar/native/lib" -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
"$jar" --create --file "$tokenizers" --no-manifest --date "$time" -C "$out/.jar" .
rm -rf "$out/.jar"

cat > "$out/java.options" <<END
-XX:AOTCache=$prefix/emend.aot
-XX:+ExitOnOutOfMemoryError
-XX:-UsePerfData
$(sed -n 's:.*<runtime.jvm.args>\(.*\)</runtime.jvm.args>.*:\1:p' "$source/pom.xml" | tr ' ' '\n')
-DPYTORCH_LIBRARY_PATH=$prefix/libtorch
-DPYTORCH_FLAVOR=cpu
-DRUST_LIBRARY_PATH=$prefix/native/libtokenizers.so
-Djna.boot.library.path=$prefix/native
-Djna.nounpack=true
-jar $prefix/quarkus-run.jar
END
find "$out" -exec touch -h -d "$time" {} +
chmod -R u=rwX,go=rX "$out"
