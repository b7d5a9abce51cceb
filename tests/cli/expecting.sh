# What the scripts of this folder share: a folder of their own that goes with them, and one expectation a line.
set -uo pipefail

setia=$1
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
mounted=""
finish() {
  [ -n "$mounted" ] && umount "$mounted"
  rm -rf "$folder"
}
trap finish EXIT
cd "$folder" || exit 3

passed=0
failed=0

# expect CODE WORDS COMMAND…: the exit code, and words that stdout or stderr must hold ("" for none).
expect() {
  local code=$1 words=$2
  shift 2
  "$@" > out.txt 2> err.txt
  local got=$?
  if [ "$got" -eq "$code" ] && { [ -z "$words" ] || grep -qF -- "$words" out.txt err.txt; }; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "not as expected ($code, \"$words\"): $* → $got"
    cat out.txt err.txt
  fi
}

# same NAME ONE OTHER: two texts that must be one.
same() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$1 differ:"
    diff <(echo "$2") <(echo "$3") | head -20
  fi
}

# The last line of a script.
sum_up() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
