variable "size" { type = number }

locals {
  a = var.sise
  b = local.missing
}

resource "terraform_data" "one" {
  input = terraform_data.two.id
}

resource "terraform_data" "counted" {
  count = 2
  input = each.key
}

output "attribute" { value = terraform_data.one.colour }
output "index" { value = count.index }

variable "number" {
  type    = number
  default = "ten"
}
