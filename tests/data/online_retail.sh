#!/usr/bin/env bash
# A gift shop's year (UCI Online Retail) against an independent count.  online_retail.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/compare.sh "$1" examples/online-retail "../shared/data/online_retail/events.csv.gz" points
