#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) whose returns name their invoices, against an independent count.  linked_returns.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/kept ../shared/data/online_retail/events.csv.gz tests/data/count_kept.py tests/data/linked_returns.py
