#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) on two ladders and with money back, against an independent count.  levels_gifts.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/levels_gifts ../shared/data/online_retail/events.csv.gz tests/data/count_levels.py
