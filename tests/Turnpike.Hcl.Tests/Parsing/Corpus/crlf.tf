a = "x" # c
b = <<E
  l ${1}
E
c {
}
