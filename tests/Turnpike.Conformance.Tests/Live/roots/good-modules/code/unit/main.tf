variable "region" { type = string }

variable "number" {
  type = string

  validation {
    condition     = tonumber(var.number) < 10
    error_message = "A unit has one digit."
  }
}

module "leaf" {
  source = "./leaf"
  count  = var.region == "eu" ? var.number : 1
  name   = upper("${var.region}${var.number}${count.index}")
}

output "names" { value = module.leaf[*].name }
output "ids" { value = [for leaf in module.leaf : leaf.id] }
