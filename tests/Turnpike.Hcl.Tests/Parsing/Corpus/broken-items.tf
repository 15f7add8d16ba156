resource "a" "b" {
  missing =
  good    = 1
  name "x"
  "quoted" = 2
  twice = 1
  twice = 2
  no_newline = 1 other = 2
  commas = 1, other = 2
  bad_call = f(1 2)
  bad_list = [1, 2
  next     = 3
  bad_map  = { a 1 }
  bad_for  = [for x of xs : x]
  string   = "abc
  after    = "ok"
  lines    = "a
b"
  one { a = 1, b = 2 }
  bitwise = a & b
  point   = a.
  escape  = "\x"
}

resource "c" {
  x = 1 }
}

output "after" {
  value = [
}
