#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) whose members spend points and return goods, against an independent count.  spending.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/agree.sh "$1" tests/data/programs/spent ../shared/data/online_retail/events.csv.gz tests/data/count_spent.py \
  tests/data/linked_returns.py tests/data/redemptions.py
