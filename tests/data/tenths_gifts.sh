#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) with vouchers for every tenth thing, whose returns name their invoices, against an independent count.
#
#   tenths_gifts.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/tenths_gifts ../shared/data/online_retail/events.csv.gz tests/data/count_tenths.py \
  tests/data/linked_returns.py
