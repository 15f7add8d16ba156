package docker

denylist = ["openjdk"]

deny[msg] {
  input[i].Cmd == "from"
  val := input[i].Value
  contains(val[_], denylist[_])
  msg = sprintf("image not allowed: %s", [val])
}
