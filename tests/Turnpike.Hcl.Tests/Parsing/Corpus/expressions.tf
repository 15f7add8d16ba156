# Every form an expression has.
operators   = !a || b && c == d + e * -f % 2 >= 1 ? "yes" : no
parentheses = (1 + 2) * 3
steps       = aws_vpc.main[0].tags["Name"].0
dynamic     = var.list[count.index + 1].id
splats      = [a.*.b.0, a[*].b[*].c["d"], f(x).*.y[0], g[*]]
calls       = [now(), max(1, xs...), provider::aws::arn_parse(arn,)]
object = {
  bare = 1, "quoted" = 2
  (computed) : 3
  "${template}x" = 4

  nested = { a = [1, 2,
  3] }
}
tuple = [for x in xs : x.name if x.on]
map   = { for k, v in m : upper(k) => v... }
other = { "for" = 1 }.for
ключ  = "é"
