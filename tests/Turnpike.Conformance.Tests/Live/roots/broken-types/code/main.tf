variable "shape" {
  type = object({ a = string })
  default = { a = "x" }
}

locals {
  sum = 1 + "a"
}

resource "terraform_data" "keyed" {
  for_each = ["a", "b"]
}

resource "terraform_data" "counted" {
  count = "many"
}

resource "terraform_data" "attribute" {
  input = var.shape.b
}

output "call" { value = nosuchfunction(1) }
output "arity" { value = upper("a", "b") }
output "index" { value = var.shape[0] }
