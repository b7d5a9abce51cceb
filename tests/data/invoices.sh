#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) under limits, measures, multipliers and expiry, against an independent count.  invoices.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/invoices ../shared/data/online_retail/events.csv.gz tests/data/count_invoices.py
