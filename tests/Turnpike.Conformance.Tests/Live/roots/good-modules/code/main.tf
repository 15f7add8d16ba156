locals {
  matrix = { for pair in setproduct(["eu", "us"], [1, 2]) : "${pair[0]}-${pair[1]}" => pair }
}

module "unit" {
  source   = "./unit"
  for_each = local.matrix
  region   = each.value[0]
  number   = each.value[1]
}

resource "terraform_data" "all" {
  input = { for key, unit in module.unit : key => unit.names }
}

moved {
  from = terraform_data.everything
  to   = terraform_data.all
}

check "count" {
  assert {
    condition     = length(module.unit) == 4
    error_message = "Two regions with two units each."
  }
}

output "names" { value = flatten(values(module.unit)[*].names) }
output "ids" { value = module.unit["eu-1"].ids }
