# Runs one attempt of a job and writes down how it ended, whether or not the server lives to see it.
#   sh -c "$(cat watch.sh)" watch FOLDER LOG COMMAND…
# FOLDER/process  process id, start time in ticks and boot of this shell; whoever makes it has the
#                 attempt, so that two servers that start the same attempt start it once
# FOLDER/exit     the exit code, written last
folder=$1 log=$2
shift 2

read -r boot </proc/sys/kernel/random/boot_id
# Fields of this shell's own line; its name, the second, has no blank.
read -r _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ start _ <"/proc/$$/stat"
echo "$$ $start $boot" >"$folder/process.$$" || exit 1
ln "$folder/process.$$" "$folder/process" 2>/dev/null
taken=$?
rm -f "$folder/process.$$"
[ "$taken" = 0 ] || exit 0

# Caught, not ignored: what is ignored here would be ignored by the run as well.
trap : TERM INT HUP
"$@" </dev/null >>"$log" 2>&1 &
run=$!
while :; do
  wait "$run"
  code=$?
  # A signal to this shell ends the wait, not the run.
  kill -0 "$run" 2>/dev/null || break
done
echo "$code" >"$folder/exit.part" && mv "$folder/exit.part" "$folder/exit"
