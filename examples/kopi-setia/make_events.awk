# Makes events.ndjson: one quarter of a coffee chain, about 10,000 events. The same seed makes the same bytes.
#
#   awk -f make_events.awk > events.ndjson
#
# Its own generator of numbers (Park and Miller, 1988) keeps the output the same in every awk.
function next_number() { state = (state * 16807) % 2147483647; return state }
function below(n) { return next_number() % n }

function day_text(day,   month, lengths) {
  split("31 30 31", lengths, " ")  # October to December 2025
  month = 1
  while (day >= lengths[month]) { day -= lengths[month]; month++ }
  return sprintf("2025-%02d-%02d", month + 9, day + 1)
}

function line_json(item, quantity) {
  return sprintf("{\"sku\":\"%s\",\"category\":\"%s\",\"quantity\":%d,\"unit_price\":\"%d\",\"amount\":\"%d\"}", sku[item], category[item], quantity, price[item], quantity * price[item])
}

function purchase_json(number, day, second,   member, lines, count, total, i, item, quantity, at_store, method) {
  # The square leans towards the first members: few buy often, many seldom.
  member = int((below(20) * below(20) * members) / 400) + 1
  at_store = below(stores) + 1
  count = 1 + below(4)
  lines = ""
  total = 0
  for (i = 0; i < count; i++) {
    item = below(items - 2) + 1
    if (below(40) == 0) item = items - below(2)  # a gift card now and then
    quantity = 1 + (below(5) == 0)
    total += quantity * price[item]
    lines = lines (i ? "," : "") line_json(item, quantity)
  }
  method = below(3) == 0 ? "cash" : "qris"
  return sprintf("{\"id\":\"%s-%06d\",\"source\":\"tills\",\"type\":\"purchase\",\"at\":\"%sT%02d:%02d:%02d%s\"%s,\"store\":\"%s\",\"channel\":\"till\",\"currency\":\"IDR\",\"lines\":[%s],\"payments\":[{\"method\":\"%s\",\"amount\":\"%d\"}]}",
    tolower(store[at_store]), number, day_text(day), int(second / 3600), int(second / 60) % 60, second % 60, offset[at_store],
    below(12) ? sprintf(",\"member\":\"M%04d\"", member) : "", store[at_store], lines, method, total)
}

BEGIN {
  state = 20261001
  members = 400
  days = 92
  stores = split("JKT-01 JKT-02 BDG-01 BDG-02 DPS-01", store, " ")
  split("+07:00 +07:00 +07:00 +07:00 +08:00", offset, " ")
  items = split("ESPRESSO LATTE COLD-BREW CROISSANT BANANA-BREAD MATCHA MUG BEANS-250 TOPUP-50 TOPUP-100", sku, " ")
  split("coffee coffee coffee pastry pastry tea merch merch gift_card gift_card", category, " ")
  split("28000 42000 39500 31000 27500 45000 120000 98000 50000 100000", price, " ")
  for (i = 1; i <= items; i++) sub("_", " ", category[i])

  for (i = 1; i <= members; i++) {
    printf "{\"id\":\"join-%04d\",\"source\":\"app\",\"type\":\"join\",\"at\":\"2025-10-01T06:%02d:%02d+07:00\",\"member\":\"M%04d\"}\n", i, int(i / 60), i % 60, i
  }
  number = 0
  for (day = 0; day < days; day++) {
    visits = 95 + below(20)
    second = 7 * 3600
    for (visit = 0; visit < visits; visit++) {
      second += 60 + below(2 * int(14 * 3600 / visits) - 120)
      event = purchase_json(++number, day, second)
      print event
      if (below(50) == 0) print event  # a till that got no answer sends its receipt again
    }
  }
}
