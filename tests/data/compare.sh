#!/usr/bin/env bash
# Runs a program over real receipts and compares with an independent count: awk reads the same CSV and works out the points
# of every member from the amounts alone.
#
#   compare.sh SETIA PROGRAM EVENTS.csv.gz UNIT
#
# Says "skipped" and succeeds when the data are not there. The count: per purchase, positive amounts less negative ones, never
# below zero, one point per whole unit of money; without a member nothing; returns, which name no receipt here, take nothing.
set -euo pipefail

setia=$1
program=$2
events=$3
unit=$4
if [ ! -e "$events" ]; then
  echo "skipped: no $events"
  exit 0
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
zcat "$events" >"$folder/events.csv"

"$setia" run "$program" "$folder/events.csv" --ledger "$folder/ledger" >"$folder/summary" || [ $? -eq 1 ]

awk -F, '
  NR > 1 && $5 == "purchase" && $1 != "" {
    split($12 ".", part, ".")
    negative = part[1] ~ /^-/
    sub(/^-/, "", part[1])
    cents = part[1] * 100 + substr(part[2] "00", 1, 2)
    sum[$2] += negative ? -cents : cents
    member[$2] = $1
  }
  END {
    for (event in sum) if (sum[event] > 0) points[member[event]] += int(sum[event] / 100)
    for (m in points) if (points[m] > 0) print m, points[m]
  }' "$folder/events.csv" | sort >"$folder/expected"

"$setia" dump "$folder/ledger" |
  sed -nE 's/^balance "?([^" ]+)"? "?'"$unit"'"? available ([0-9.]+) .*/\1 \2/p' | sort >"$folder/got"

if ! diff "$folder/expected" "$folder/got" >"$folder/differences"; then
  echo "differs from the independent count (< counted, > ledger):"
  head -n 20 "$folder/differences"
  exit 1
fi
echo "$(wc -l <"$folder/got") members have the points of the independent count"
