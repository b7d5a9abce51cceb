#!/usr/bin/env bash
# A grocer's year (Complete Journey) on two ladders and with money back, against an independent count.  levels_grocer.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/levels_grocer ../shared/data/completejourney/events.csv.gz tests/data/count_levels.py
