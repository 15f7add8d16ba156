package commands

denylist = ["apk", "curl", "wget"]

deny[msg] {
  input[i].Cmd == "run"
  val := concat(" ", input[i].Value)
  contains(val, denylist[_])
  msg = sprintf("command not allowed: %s", [val])
}

deny_add[{"msg": "ADD is for archives", "path": [i]}] {
  input[i].Cmd == "add"
  not endswith(input[i].Value[0], ".tgz")
}
