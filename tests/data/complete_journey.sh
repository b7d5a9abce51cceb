#!/usr/bin/env bash
# A grocer's year (Complete Journey) against an independent count.  complete_journey.sh SETIA
set -euo pipefail
cd "$(dirname "$0")/../.."
exec tests/data/compare.sh "$1" examples/complete-journey "../shared/data/completejourney/events.csv.gz" points
