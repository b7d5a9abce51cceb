#!/usr/bin/env bash
# A grocer's year (Complete Journey) under caps on spend, rules by category and expiry, against an independent count.  baskets.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/baskets ../shared/data/completejourney/events.csv.gz tests/data/count_baskets.py
