#!/usr/bin/env bash
# A grocer's year (Complete Journey) with vouchers for every tenth thing, against an independent count.
#
#   tenths_grocer.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/tenths_grocer ../shared/data/completejourney/events.csv.gz tests/data/count_tenths.py
