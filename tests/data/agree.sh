#!/usr/bin/env bash
# Runs a program over real receipts and compares every balance, lot and level with an independent count.
#
#   agree.sh SETIA PROGRAM EVENTS.csv.gz COUNT.py [REWRITE.py]...
#
# Says "skipped" and succeeds when the data are not there. Each REWRITE makes another CSV of the one before it (returns that name
# their receipts, redemptions); Setia and COUNT then read the same file. COUNT prints what should be left; `setia dump` says what is.
set -euo pipefail

setia=$1
program=$2
events=$3
count=$4
shift 4
if [ ! -e "$events" ]; then
  echo "skipped: no ${events%/*/*}"
  exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
zcat "$events" >"$folder/events.csv"
for rewrite in "$@"; do
  python3 -B "$rewrite" "$folder/events.csv" >"$folder/rewritten.csv"
  mv "$folder/rewritten.csv" "$folder/events.csv"
done

# A balance, lot or level that does not look like the others stays as it is, and so differs.
left() {
  "$setia" dump "$folder/ledger" | sed -nE '/^(balance|lot|status) /{
    s/^status "([^"]*)" "([^"]*)" "([^"]*)" (since .*)$/\1 status \2 \3 \4/
    s/^balance "([^"]*)" "([^"]*)" available (-?[0-9.]+) pending 0 held 0$/\1 \2 balance \3/
    s,^lot "([^"]*)" "([^"]*)" "([^"]*)" "[^"/]*/([^"]*)" (earned .*) available$,\1 \2 lot \3 / \4 \5,
    p
  }'
}

# The receipts are posted month by month, and after each the ledger must hold what the count says of all receipts so far.
sed 1d "$folder/events.csv" | cut -d , -f 4 | cut -c 1-7 | sort -u >"$folder/months"
while read -r month; do
  awk -F, -v month="$month" 'NR == 1 || substr($4, 1, 7) == month' "$folder/events.csv" >"$folder/posted.csv"
  awk -F, -v month="$month" 'NR == 1 || substr($4, 1, 7) <= month' "$folder/events.csv" >"$folder/so_far.csv"
  # Exit 1 says that an event was refused, as a redemption of more than there is must be; the count refuses the same or differs.
  code=0
  "$setia" run "$program" "$folder/posted.csv" --ledger "$folder/ledger" >"$folder/summary" 2>"$folder/refused" || code=$?
  if [ "$code" -gt 1 ]; then
    cat "$folder/refused"
    exit 1
  fi
  python3 -B "$count" "$folder/so_far.csv" | sed "s/^/$month /" >>"$folder/expected"
  left | sed "s/^/$month /" >>"$folder/got"
done <"$folder/months"
LC_ALL=C sort -o "$folder/expected" "$folder/expected"
LC_ALL=C sort -o "$folder/got" "$folder/got"

members() { awk '{ print $2 }' | sort -u | wc -l; }
if [ ! -s "$folder/expected" ]; then
  echo "the independent count is empty"
  exit 1
fi
if ! diff "$folder/expected" "$folder/got" >"$folder/differences"; then
  sed -nE 's/^([<>]) /\1/p' "$folder/differences" >"$folder/lines"
  echo "$(members <"$folder/lines") members differ from the independent count (< counted, > ledger):"
  head -n 20 "$folder/lines"
  exit 1
fi
echo "$(members <"$folder/expected") members agree with the independent count at $(wc -l <"$folder/months") month ends," \
  "in $(grep -c ' balance ' "$folder/got") balances, $(grep -c ' lot ' "$folder/got") lots and $(grep -c ' status ' "$folder/got") levels"
